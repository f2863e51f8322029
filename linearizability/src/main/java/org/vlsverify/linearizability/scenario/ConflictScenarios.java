package org.vlsverify.linearizability.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.linearizability.scenario.ScenarioFilter.Candidate;
import org.vlsverify.linearizability.scenario.Selection.Distinct;

/**
 * Scenarios generated from the state graph of a model: a shortest path into a state, then two
 * threads, chosen by a {@link Selection}; at the end everything is observed.
 *
 * <p>An invocation that writes nothing in the state leaves it as it is for the next one. So several
 * of them share a scenario, one after the other, concurrent with the invocation that writes.
 */
final class ConflictScenarios {
  /** More in a row would make the threads too long for the few executions of each scenario. */
  private static final int READS_IN_A_ROW = 4;

  private final ConflictAnalysis analysis;
  private final ReplayModel model;
  private final Selection selection;
  private final Set<String> known = new HashSet<>();
  private final Set<List<List<?>>> knownWithNames = new HashSet<>();
  private final List<Scenario> scenarios = new ArrayList<>();

  /** The states of the scenarios. */
  private final List<Integer> states = new ArrayList<>();

  private long candidates;
  private long selected;

  /**
   * Generates the scenarios.
   *
   * @param analysis of a model, not null
   * @param selection not null
   */
  ConflictScenarios(ConflictAnalysis analysis, Selection selection) {
    this.analysis = analysis;
    this.selection = selection;
    model = analysis.model();
    for (int state : analysis.states()) {
      addScenarios(state);
    }
  }

  private void addScenarios(int state) {
    Map<Integer, List<Integer>> readsBeside = new LinkedHashMap<>();
    selection
        .filter()
        .start(analysis, selection.kinds(), selection.second(), state)
        .forEach(candidate -> extend(candidate, readsBeside));
    readsBeside.forEach(
        (one, reads) -> {
          for (int from = 0; from < reads.size(); from += READS_IN_A_ROW) {
            int to = Math.min(reads.size(), from + READS_IN_A_ROW);
            add(new Candidate(state, List.of(one), reads.subList(from, to)));
          }
        });
  }

  private void extend(Candidate candidate, Map<Integer, List<Integer>> readsBeside) {
    int first = selection.first();
    int second = selection.second();
    if (selection.filter().isComplete(analysis, candidate, first, second)) {
      candidates++;
      if (isNew(candidate)) {
        selected++;
        if (sharesScenario(candidate)) {
          readsBeside
              .computeIfAbsent(candidate.first().get(0), one -> new ArrayList<>())
              .add(candidate.second().get(0));
        } else {
          add(candidate);
        }
      }
    }
    selection
        .filter()
        .extend(analysis, candidate, first, second)
        .forEach(longer -> extend(longer, readsBeside));
  }

  private boolean sharesScenario(Candidate candidate) {
    return selection.isOfPairs()
        && selection.distinct() != Distinct.BY_OUTCOME
        && !analysis.isWrite(candidate.state(), candidate.second().get(0));
  }

  private boolean isNew(Candidate candidate) {
    List<Invocation> first = invocations(candidate.first());
    List<Invocation> second = invocations(candidate.second());
    return switch (selection.distinct()) {
      case BY_STATE -> true;
      case BY_CLASS ->
          known.add(
              analysis.conflictClass(
                  new ConflictAnalysis.Pair(
                      candidate.state(), candidate.first().get(0), candidate.second().get(0))));
      case BY_PAIR -> known.add(words(first) + " with " + words(second));
      case BY_OUTCOME -> {
        List<Object> results = selection.filter().results(analysis, candidate);
        // Most are known with the same names, which is quicker to look up.
        yield knownWithNames.add(List.of(candidate.first(), candidate.second(), results))
            && known.add(Scenario.shape(List.of(first, second)) + results);
      }
    };
  }

  private List<Invocation> invocations(List<Integer> indices) {
    return indices.stream().map(analysis::invocation).toList();
  }

  private void add(Candidate candidate) {
    states.add(candidate.state());
    scenarios.add(
        scenario(
            model,
            candidate.state(),
            List.of(invocations(candidate.first()), invocations(candidate.second()))));
  }

  private static Scenario scenario(ReplayModel model, int state, List<List<Invocation>> threads) {
    List<Invocation> before = new ArrayList<>();
    for (int call : model.path(state)) {
      before.add(new Invocation.OfCall(model.calls().get(call)));
    }
    String name =
        "%s, state %d: %s"
            .formatted(
                model.name(),
                state,
                threads.stream()
                    .map(ConflictScenarios::words)
                    .collect(Collectors.joining(" concurrent with ")));
    return new Scenario(name, model.bounds(), before, threads);
  }

  private static String words(List<Invocation> invocations) {
    return invocations.stream().map(Invocation::toString).collect(Collectors.joining(", "));
  }

  /**
   * Makes a scenario without the others.
   *
   * @param model not null
   * @param key of a scenario of the model, whatever its selection; not null
   * @return the scenario
   * @throws IllegalArgumentException if the model has no such state or invocation
   */
  static Scenario scenario(ReplayModel model, ScenarioKey key) {
    if (key.state() == null || key.state() < 0 || key.state() >= model.states()) {
      throw new IllegalArgumentException(
          "Model %s has no state %s".formatted(model.name(), key.state()));
    }
    Map<String, Invocation> known = new HashMap<>();
    ConflictAnalysis.invocations(model)
        .forEach(invocation -> known.put(invocation.toString(), invocation));
    return scenario(
        model,
        key.state(),
        key.threads().stream()
            .map(thread -> thread.stream().map(words -> invocation(words, known, model)).toList())
            .toList());
  }

  private static Invocation invocation(
      String words, Map<String, Invocation> known, ReplayModel model) {
    Invocation invocation = known.get(words);
    if (invocation == null) {
      throw new IllegalArgumentException(
          "Model %s has no invocation %s".formatted(model.name(), words));
    }
    return invocation;
  }

  /** The key of a generated scenario. */
  ScenarioKey key(Scenario scenario) {
    return ScenarioKey.of(states.get(scenarios.indexOf(scenario)), scenario);
  }

  /** The scenarios in the order of the states, so with short paths first. */
  List<Scenario> scenarios() {
    return List.copyOf(scenarios);
  }

  /** Number of selected candidates; several of them may share a scenario. */
  long selected() {
    return selected;
  }

  /** The selection with its counts. */
  @Override
  public String toString() {
    String pairs = selection.reads() ? "conflicting pairs and reads" : "conflicting pairs";
    int allStates = analysis.states().length;
    String counts =
        !selection.isOfPairs()
            ? "%,d scenarios".formatted(selected)
            : switch (selection.distinct()) {
              case BY_STATE -> "%,d %s".formatted(selected, pairs);
              case BY_CLASS ->
                  "%,d conflict classes of %,d %s".formatted(selected, candidates, pairs);
              case BY_PAIR -> "%,d distinct of %,d %s".formatted(selected, candidates, pairs);
              case BY_OUTCOME ->
                  "%,d distinct (pair, outcomes) of %,d %s".formatted(selected, candidates, pairs);
            };
    return "%s: %s in %,d states".formatted(selection.shape(), counts, allStates);
  }
}
