package org.vlsverify.linearizability.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SpecStateReader;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.session.SpecException;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.Successor;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.TlcJar;

/**
 * Answers from {@code SharedData.tla}, evaluated by TLC in this JVM, for bounds of any size.
 * Computed on demand, once each.
 *
 * <p>States are numbers. Safe for use by several threads, one at a time.
 */
public final class SpecOracle {
  private static final String MODULE = "SharedData.tla";

  /** Kept, since TLC needs a second to load the specification. */
  private static final Map<Bounds, SpecOracle> LOADED = new ConcurrentHashMap<>();

  private final SpecSession session;
  private final SpecStateReader reader = new SpecStateReader();
  private final Map<Integer, Snapshot> snapshots = new HashMap<>();
  private final Map<Asked, Step> steps = new HashMap<>();
  private final Map<AskedAbout, Object> answers = new HashMap<>();
  private final Map<Integer, List<Successor>> successors = new HashMap<>();

  /**
   * The step of a call.
   *
   * @param outcome its outcome, not null
   * @param target the state after it; the same one if it has no effect
   */
  public record Step(Outcome outcome, int target) {}

  private record Asked(int state, Call call) {}

  private record AskedAbout(int state, Query query) {}

  private SpecOracle(Bounds bounds) {
    session = load(bounds);
  }

  /**
   * Loads the specification.
   *
   * @param bounds the bounds, not null
   * @return the specification with these constants
   * @throws SpecException if the specification cannot be parsed
   */
  public static SpecOracle of(Bounds bounds) {
    return LOADED.computeIfAbsent(bounds, SpecOracle::new);
  }

  private static SpecSession load(Bounds bounds) {
    Path source = ProjectRoot.path().resolve("spec/tla").resolve(MODULE);
    try {
      Path folder = Files.createTempDirectory("oracle");
      try {
        Path module = Files.copy(source, folder.resolve(MODULE));
        Path config = Files.writeString(folder.resolve("SharedData.cfg"), config(bounds));
        return SpecSession.open(module, config, TlcJar.find());
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(source + " cannot be given to TLC: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String config(Bounds bounds) {
    return """
        SPECIFICATION Spec
        CONSTANTS
          Workers = %s
          Sessions = %s
          Listenable = %s
          SlotCapacity = %d
          SharedCapacity = %d
          NoWorker = NoWorker
          Free = Free
          NotShared = NotShared
        """
        .formatted(
            names("w", IntStream.range(0, bounds.workers())),
            names("s", IntStream.range(0, bounds.sessions())),
            names("s", bounds.listenable().stream().mapToInt(Integer::intValue).sorted()),
            bounds.slots(),
            bounds.sharedCapacity());
  }

  private static String names(String letter, IntStream indices) {
    return indices.mapToObj(i -> letter + i).collect(Collectors.joining(", ", "{", "}"));
  }

  /**
   * * @param root a worker
   *
   * @return the initial state in which it is the live worker
   * @throws IllegalArgumentException if there is none
   */
  public synchronized int initial(int root) {
    for (int state : session.initialStates()) {
      if (snapshot(state).workers().get(root).life() == Life.LIVE) {
        return state;
      }
    }
    throw new IllegalArgumentException("no initial state in which worker " + root + " lives");
  }

  /**
   * * @param state a state
   *
   * @param call a call within the bounds, not null
   * @return its step there
   * @throws IllegalStateException if the specification has more than one next state for it
   */
  public synchronized Step step(int state, Call call) {
    return steps.computeIfAbsent(new Asked(state, call), this::evaluate);
  }

  private Step evaluate(Asked asked) {
    Call call = asked.call();
    TlaValue outcome =
        session.evaluate(
            asked.state(),
            call.action().specName() + "Result",
            call.specArguments().toArray(new TlaValue[0]));
    List<Successor> targets =
        successors.computeIfAbsent(asked.state(), session::successors).stream()
            .filter(successor -> successor.operation().equals(call.operation()))
            .toList();
    if (targets.size() > 1) {
      throw new IllegalStateException(call + " has more than one next state in SharedData.tla");
    }
    return new Step(
        call.outcome(outcome), targets.isEmpty() ? asked.state() : targets.get(0).target());
  }

  /**
   * * @param state a state
   *
   * @param query a query within the bounds, not null
   * @return the answer there
   */
  public synchronized Object answer(int state, Query query) {
    return answers.computeIfAbsent(
        new AskedAbout(state, query),
        asked ->
            query.answer(
                session.evaluate(
                    state,
                    query.kind().operator(),
                    query.specArguments().toArray(new TlaValue[0]))));
  }

  /**
   * @param state a state
   * @return everything observable there
   */
  public synchronized Snapshot snapshot(int state) {
    return snapshots.computeIfAbsent(state, known -> reader.snapshot(session.state(known)));
  }

  /** * @return the number of steps that the specification has computed */
  public synchronized int evaluations() {
    return steps.size();
  }
}
