package org.vlsverify.spec.vls.cruns;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.Successor;
import org.vlsverify.spec.tlc.TemporaryDirectory;
import org.vlsverify.spec.tlc.TlcJar;

/**
 * Says whether recorded runs of the C code are behaviours of the source as committed: TLC evaluates
 * {@code TraceCRuns}, in one session for all runs.
 */
public final class CRunValidation {
  private final SpecSession session;
  private long states;

  /**
   * The outcome for one run.
   *
   * @param run not null
   * @param steps events that are compared
   * @param line of the first event that fits no step, 0 if the run is accepted
   * @param sentence what is wrong with the event, empty if the run is accepted
   * @param message all of it, in words
   * @param states how many states TLC met
   */
  public record Result(
      CRun run, int steps, int line, String sentence, String message, long states) {
    /** Whether the run is a behaviour. */
    public boolean isAccepted() {
      return line == 0;
    }
  }

  private CRunValidation(SpecSession session) {
    this.session = session;
  }

  /**
   * Validates runs.
   *
   * @param runs not empty
   * @return one result for each, in their order
   * @throws org.vlsverify.spec.run.BadInputException if the mapping does not know an event
   */
  public static List<Result> validate(List<CRun> runs) {
    return validate(runs, Map.of());
  }

  /**
   * Validates runs with a changed specification.
   *
   * @param replaced operator to the one that replaces it
   */
  static List<Result> validate(List<CRun> runs, Map<String, String> replaced) {
    CMapping mapping = CMapping.load();
    List<List<CSteps.Step>> steps = runs.stream().map(run -> CSteps.of(run, mapping)).toList();
    List<Result> results = new ArrayList<>(Collections.nCopies(runs.size(), null));
    try (TemporaryDirectory temporary = TemporaryDirectory.create()) {
      Path module = CRunModule.write(temporary.path(), runs, steps, replaced);
      Path config = module.resolveSibling(module.getFileName().toString().replace(".tla", ".cfg"));
      try (SpecSession session = SpecSession.open(module, config, TlcJar.find())) {
        CRunValidation validation = new CRunValidation(session);
        for (int initial : session.initialStates()) {
          int run = session.value(initial, "run").asInt() - 1;
          results.set(run, validation.follow(initial, runs.get(run), steps.get(run)));
        }
      }
    }
    return results;
  }

  private int next(int state) {
    return session.value(state, "next").asInt() - 1;
  }

  /** Where the specification leaves a choice, all states are followed. */
  private Result follow(int initial, CRun run, List<CSteps.Step> steps) {
    long before = states;
    Set<Integer> met = new HashSet<>(Set.of(initial));
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(initial));
    List<Integer> furthest = new ArrayList<>();
    int reached = 0;
    while (!queue.isEmpty()) {
      int state = queue.remove();
      states++;
      int next = next(state);
      if (next >= steps.size()) {
        return new Result(run, steps.size(), 0, "", "", states - before);
      }
      if (next > reached) {
        reached = next;
        furthest.clear();
      }
      if (next == reached) {
        furthest.add(state);
      }
      for (Successor successor : session.successors(state)) {
        if (met.add(successor.target())) {
          queue.add(successor.target());
        }
      }
    }
    RejectedCEvent rejected = new RejectedCEvent(session, steps.get(reached), furthest);
    return new Result(
        run,
        steps.size(),
        steps.get(reached).event().line(),
        rejected.sentence(),
        rejected.message(),
        states - before);
  }
}
