package org.vlsverify.linearizability.scenario;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.linearizability.scenario.ConflictAnalysis.Kind;
import org.vlsverify.linearizability.scenario.ConflictAnalysis.Pair;

/**
 * The scenarios that a model of the specification knows. Before: a shortest way into a state. Then
 * two threads: in one the act that changes something there, in the other one an act that its order
 * matters to. In the end, everything is observed.
 *
 * <p>Acts that change nothing in the state leave it as it is for the next one, so that several of
 * them share a scenario, one after the other beside the one that changes something.
 */
public final class ConflictScenarios {

  /** Which pairs of a model there are scenarios for. */
  public enum Coverage {
    /** Each pair in each state up to symmetry. */
    EVERY_STATE("in every state"),
    /** Each situation once, see {@link ConflictAnalysis#conflictClass}. */
    EVERY_CLASS("in every situation"),
    /** Each pair once, in the first state in which its order matters. */
    EVERY_PAIR("once"),
    /** Each pair once with each of its outcomes, whoever it is. */
    EVERY_OUTCOME("once with each outcome"),
    /**
     * Beside an act, another one that its order matters to, and one more: each such triple once
     * with each of its outcomes, in the first state.
     */
    EVERY_TRIPLE("triples"),
    /**
     * What one thread can do only after the other one's act, followed by what that makes possible:
     * each such chain once with each of its outcomes, in the first state.
     */
    EVERY_CHAIN("chains"),
    /**
     * Beside a question, two acts one after the other that have to do with it: each such sight
     * once, in the first state.
     */
    EVERY_SIGHT("sights");

    private final String words;

    Coverage(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * How many pairs there are of one kind, and for how many there is a scenario.
   *
   * @param pairs in all states up to symmetry
   * @param covered of them, or of the situations
   */
  record Count(long pairs, long covered) {}

  private static final Pattern NAME =
      Pattern.compile("(?<model>\\w+), state (?<state>\\d+): (?<ones>.*) beside (?<others>.*)");

  /** A comma between acts, not one between the arguments of an act. */
  private static final Pattern END_OF_ACT = Pattern.compile("(?<=\\)), ");

  /** As many as may follow each other before the threads are too long for few executions. */
  private static final int READS_IN_A_ROW = 4;

  private static final int LONGEST_CHAIN = 3;

  private final ConflictAnalysis analysis;
  private final ReplayModel model;
  private final Coverage coverage;
  private final Set<Kind> kinds;
  private final Set<String> known = new HashSet<>();
  private final Set<List<List<?>>> metAlready = new HashSet<>();
  private final List<Scenario> scenarios = new ArrayList<>();
  private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);

  /**
   * @param situations of a model, not null
   * @param coverage which pairs
   * @param kinds of pairs, not {@link Kind#APART}
   */
  public ConflictScenarios(ConflictAnalysis analysis, Coverage coverage, Set<Kind> kinds) {
    this.analysis = analysis;
    model = analysis.model();
    this.coverage = coverage;
    this.kinds = kinds;
    for (int state : analysis.states()) {
      addScenarios(state);
      if (coverage == Coverage.EVERY_CHAIN) {
        addChains(state);
      }
      if (coverage == Coverage.EVERY_TRIPLE) {
        addTriples(state);
      }
      if (coverage == Coverage.EVERY_SIGHT) {
        addSights(state);
      }
    }
  }

  private void addTriples(int state) {
    analysis
        .pairs(state)
        .forEach(
            (pair, kind) -> {
              if (kinds.contains(kind)) {
                addTriples(state, pair.one(), pair.two());
                if (pair.one() != pair.two()) {
                  addTriples(state, pair.two(), pair.one());
                }
              }
            });
  }

  private void addTriples(int state, int one, int two) {
    int between = analysis.target(state, two);
    int both = analysis.target(analysis.target(state, one), two);
    if (between == state && both == analysis.target(state, one)) {
      return;
    }
    for (int three = 0; three < analysis.invocations(); three++) {
      boolean interesting =
          analysis.changes(between, three) && analysis.overlap(between, one, three)
              || !analysis.commute(between, one, three)
              || !analysis.commute(state, one, three);
      if (interesting
          && isNew(
              List.of(one),
              List.of(two, three),
              analysis.result(state, one),
              analysis.result(state, two),
              analysis.result(between, three))) {
        add(state, one, List.of(two, three));
      }
    }
  }

  /** Who asks may see something of the first act, and something of the second one. */
  private void addSights(int state) {
    for (int first : analysis.changing(state)) {
      int between = analysis.target(state, first);
      List<Integer> asked =
          IntStream.range(0, analysis.invocations())
              .filter(analysis::isQuery)
              .filter(query -> analysis.overlap(state, first, query))
              .boxed()
              .toList();
      for (int second : analysis.changing(between)) {
        boolean together = analysis.overlapInTurn(state, first, second);
        for (int query : asked) {
          if ((together || analysis.overlap(between, second, query))
              && isNew(
                  List.of(first, second),
                  List.of(query),
                  analysis.result(state, first),
                  analysis.result(between, second),
                  analysis.result(state, query))) {
            add(state, List.of(first, second), List.of(query));
          }
        }
      }
    }
  }

  /** Whether these acts, with these results, have not been met yet, with whatever names. */
  private boolean isNew(List<Integer> ones, List<Integer> others, Object... results) {
    // Most have been met with the same names, which is quicker to see.
    return metAlready.add(List.of(ones, others, List.of(results)))
        && known.add(
            Scenario.shape(List.of(invocations(ones), invocations(others))) + List.of(results));
  }

  private List<Invocation> invocations(List<Integer> invocations) {
    return invocations.stream().map(analysis::invocation).toList();
  }

  /** Chains of acts in the second thread of which the first one is refused until then. */
  private void addChains(int state) {
    for (int one : analysis.changing(state)) {
      int after = analysis.target(state, one);
      for (int first : analysis.changing(after)) {
        if (!analysis.changes(state, first)) {
          extend(state, one, List.of(first));
        }
      }
    }
  }

  private void extend(int state, int one, List<Integer> chain) {
    if (chain.size() > 1
        && analysis.overlapsNewly(state, one, chain)
        && isNew(List.of(one), chain, results(state, one, chain))) {
      add(state, one, chain);
    }
    if (chain.size() == LONGEST_CHAIN) {
      return;
    }
    int before = analysis.target(state, one);
    for (int invocation : chain.subList(0, chain.size() - 1)) {
      before = analysis.target(before, invocation);
    }
    int last = chain.get(chain.size() - 1);
    for (int invocation : analysis.changing(analysis.target(before, last))) {
      if (!analysis.changes(before, invocation) || analysis.overlap(before, last, invocation)) {
        List<Integer> longer = new ArrayList<>(chain);
        longer.add(invocation);
        extend(state, one, longer);
      }
    }
  }

  private Object[] results(int state, int one, List<Integer> chain) {
    List<Object> results = new ArrayList<>();
    results.add(analysis.result(state, one));
    int at = analysis.target(state, one);
    for (int invocation : chain) {
      results.add(analysis.result(at, invocation));
      at = analysis.target(at, invocation);
    }
    return results.toArray();
  }

  private void addScenarios(int state) {
    Map<Integer, List<Integer>> readsBeside = new LinkedHashMap<>();
    analysis
        .pairs(state)
        .forEach(
            (pair, kind) -> {
              boolean covered =
                  kinds.contains(kind)
                      && switch (coverage) {
                        case EVERY_STATE -> true;
                        case EVERY_CLASS -> known.add(analysis.conflictClass(pair));
                        case EVERY_PAIR -> known.add(names(pair));
                        case EVERY_OUTCOME ->
                            isNew(
                                List.of(pair.one()),
                                List.of(pair.two()),
                                analysis.result(state, pair.one()),
                                analysis.result(state, pair.two()));
                        case EVERY_TRIPLE, EVERY_CHAIN, EVERY_SIGHT -> false;
                      };
              counts.merge(
                  kind,
                  new Count(1, covered ? 1 : 0),
                  (a, b) -> new Count(a.pairs() + b.pairs(), a.covered() + b.covered()));
              boolean alone = coverage == Coverage.EVERY_OUTCOME;
              if (covered && (alone || analysis.changes(state, pair.two()))) {
                add(state, pair.one(), List.of(pair.two()));
              } else if (covered) {
                readsBeside.computeIfAbsent(pair.one(), one -> new ArrayList<>()).add(pair.two());
              }
            });
    readsBeside.forEach(
        (one, reads) -> {
          for (int from = 0; from < reads.size(); from += READS_IN_A_ROW) {
            add(state, one, reads.subList(from, Math.min(reads.size(), from + READS_IN_A_ROW)));
          }
        });
  }

  private String names(Pair pair) {
    return analysis.invocation(pair.one()) + " beside " + analysis.invocation(pair.two());
  }

  private void add(int state, int one, List<Integer> others) {
    add(state, List.of(one), others);
  }

  private void add(int state, List<Integer> ones, List<Integer> others) {
    scenarios.add(scenario(model, state, invocations(ones), invocations(others)));
  }

  private static Scenario scenario(
      ReplayModel model, int state, List<Invocation> ones, List<Invocation> others) {
    List<Invocation> before = new ArrayList<>();
    for (int call : model.path(state)) {
      before.add(new Invocation.OfCall(model.calls().get(call)));
    }
    String name =
        "%s, state %d: %s beside %s".formatted(model.name(), state, words(ones), words(others));
    return new Scenario(name, model.bounds(), before, ones, others);
  }

  private static String words(List<Invocation> invocations) {
    return invocations.stream().map(Invocation::toString).collect(Collectors.joining(", "));
  }

  /**
   * The scenario that has a name, whatever coverage it is for.
   *
   * @param model not null
   * @param name as scenarios here are called
   * @return the scenario
   * @throws IllegalArgumentException if the model has none of that name
   */
  public static Scenario named(ReplayModel model, String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches() || !matcher.group("model").equals(model.name())) {
      throw new IllegalArgumentException("Model %s has no %s".formatted(model.name(), name));
    }
    Map<String, Invocation> invocations = new HashMap<>();
    ConflictAnalysis.invocations(model)
        .forEach(invocation -> invocations.put(invocation.toString(), invocation));
    int state = Integer.parseInt(matcher.group("state"));
    if (state >= model.states()) {
      throw new IllegalArgumentException("Model %s has no %s".formatted(model.name(), name));
    }
    return scenario(
        model,
        state,
        invocations(matcher.group("ones"), invocations),
        invocations(matcher.group("others"), invocations));
  }

  private static List<Invocation> invocations(String words, Map<String, Invocation> known) {
    return END_OF_ACT
        .splitAsStream(words)
        .map(
            word -> {
              Invocation invocation = known.get(word);
              if (invocation == null) {
                throw new IllegalArgumentException("Nobody can do this: " + word);
              }
              return invocation;
            })
        .toList();
  }

  /** The scenarios, in the order of the states: short ways into them first. */
  public List<Scenario> scenarios() {
    return List.copyOf(scenarios);
  }

  Map<Kind, Count> counts() {
    return Map.copyOf(counts);
  }

  int states() {
    return analysis.states().length;
  }

  /** What is covered, in words. */
  @Override
  public String toString() {
    long pairs = 0;
    long covered = 0;
    for (Kind kind : kinds) {
      Count count = counts.getOrDefault(kind, new Count(0, 0));
      pairs += count.pairs();
      covered += count.covered();
    }
    return switch (coverage) {
      case EVERY_STATE -> "%,d pairs in %,d states".formatted(covered, states());
      case EVERY_CLASS ->
          "%,d situations of %,d pairs in %,d states".formatted(covered, pairs, states());
      case EVERY_TRIPLE -> "%,d triples in %,d states".formatted(scenarios.size(), states());
      case EVERY_CHAIN -> "%,d chains in %,d states".formatted(scenarios.size(), states());
      case EVERY_OUTCOME ->
          "%,d pairs and outcomes, of %,d pairs in %,d states".formatted(covered, pairs, states());
      case EVERY_SIGHT -> "%,d sights in %,d states".formatted(scenarios.size(), states());
      case EVERY_PAIR -> "%,d pairs, of %,d in %,d states".formatted(covered, pairs, states());
    };
  }
}
