package org.vlsverify.linearizability.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Hang;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.call.SnapshotDiff;
import org.vlsverify.linearizability.lincheck.Oracle;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.sessions.testing.TimeLimit;

/**
 * The composed operations by one thread, with 0 to 3 sessions: a loop in them has no round, one, or
 * several. Outcomes, states and calls to VPP are those of the reference.
 */
public final class ComposedOperations {
  private static final int MOST = 3;
  private static final Bounds BOUNDS = new Bounds(4, MOST, MOST, 2, Set.of(0, 1, 2));
  private static final int ROOT = 0;

  private record Step(String words, Function<SharedSessions, Object> call) {}

  /** An implementation, with what VPP was told. */
  private record Subject(SharedSessions sessions, RecordingTransport transport) {
    static Subject of(SharedSessionsFactory factory) {
      RecordingTransport transport = new RecordingTransport(BOUNDS.listenable());
      return new Subject(factory.create(BOUNDS, ROOT, transport), transport);
    }

    String view() {
      return "calls to VPP %s, open sessions %s, attached %s"
          .formatted(transport.mistakes(), transport.sessions(), transport.attachments());
    }
  }

  private ComposedOperations() {}

  /**
   * Runs them.
   *
   * @param name of the implementation, not null
   * @param factory makes it, not null
   * @param command repeats the check, not null
   * @throws AssertionError at the first result or state that differs
   */
  public static void run(String name, SharedSessionsFactory factory, String command) {
    for (int sessions = 0; sessions <= MOST; sessions++) {
      List<Step> steps = steps(sessions);
      TimeLimit.run(
          "A composed operation on " + name,
          Hang.limit(),
          () -> run(name, factory, command, steps));
    }
  }

  /** Two elements at most: with three sessions a fork is partial. */
  private static List<Step> steps(int sessions) {
    int[] all = IntStream.range(0, sessions).toArray();
    List<Step> steps = new ArrayList<>();
    for (int session : all) {
      steps.add(new Step("open(worker 0, session %d)".formatted(session), s -> s.open(0, session)));
      steps.add(
          new Step("listen(worker 0, session %d)".formatted(session), s -> s.listen(0, session)));
    }
    steps.add(new Step("fork(parent 0, child 1)", s -> s.fork(0, 1)));
    steps.add(new Step("fork(parent 0, child 2)", s -> s.fork(0, 2)));
    steps.add(
        new Step(
            "selectRead(worker 1, all %d sessions)".formatted(sessions),
            s -> s.selectRead(1, all)));
    steps.add(
        new Step(
            "selectRead(worker 2, all %d sessions)".formatted(sessions),
            s -> s.selectRead(2, all)));
    steps.add(new Step("die(worker 1)", s -> s.die(1)));
    steps.add(new Step("cleanup(worker 0, child 1)", s -> s.cleanup(0, 1)));
    steps.add(new Step("cleanup(worker 0, child 1)", s -> s.cleanup(0, 1)));
    steps.add(new Step("exit(worker 0)", s -> s.exit(0)));
    steps.add(new Step("fork(parent 2, child 3)", s -> s.fork(2, 3)));
    steps.add(new Step("exit(worker 3)", s -> s.exit(3)));
    steps.add(new Step("exit(worker 2)", s -> s.exit(2)));
    return steps;
  }

  private static void run(
      String name, SharedSessionsFactory factory, String command, List<Step> steps) {
    Subject expected = Subject.of(Oracle.REFERENCE);
    Subject actual = Subject.of(factory);
    for (int i = 0; i < steps.size(); i++) {
      Object should = steps.get(i).call().apply(expected.sessions());
      Object is;
      try {
        is = steps.get(i).call().apply(actual.sessions());
      } catch (RuntimeException e) {
        is = "thrown: " + e;
      }
      List<String> deviations = new ArrayList<>();
      if (!should.equals(is)) {
        deviations.add("outcome: expected %s, is %s".formatted(should, is));
      }
      deviations.addAll(
          SnapshotDiff.deviations(expected.sessions().snapshot(), actual.sessions().snapshot()));
      if (!expected.view().equals(actual.view())) {
        deviations.add("expected %s, are %s".formatted(expected.view(), actual.view()));
      }
      if (!deviations.isEmpty()) {
        throw new AssertionError(
            "%s differs from the reference at %s.%n%s%nCalled before: %s%nReproduce with: %s%n"
                .formatted(
                    name,
                    steps.get(i).words(),
                    String.join("\n", deviations),
                    String.join("; ", steps.subList(0, i).stream().map(Step::words).toList()),
                    command));
      }
    }
  }
}
