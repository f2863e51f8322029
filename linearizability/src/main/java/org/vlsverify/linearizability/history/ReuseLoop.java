package org.vlsverify.linearizability.history;

import static org.vlsverify.linearizability.scenario.Invocation.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Hang;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.call.SnapshotDiff;
import org.vlsverify.linearizability.lincheck.Oracle;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.sessions.testing.TimeLimit;

/**
 * Uses one element of shared data, one slot and one worker index again and again, more often than a
 * counter of 16 bits can count. Each round has the same results as the first one on the reference.
 */
public final class ReuseLoop {
  /** More than two to the power of 16. */
  public static final int ROUNDS = (1 << 16) + 64;

  private static final Bounds BOUNDS = new Bounds(2, 1, 1, 1, Set.of(0));
  private static final int ROOT = 0;

  /** Begins and ends with a live root that holds nothing. */
  private static final List<Invocation> ROUND =
      List.of(
          open(0, 0),
          listen(0, 0),
          forkBegin(0, 1),
          forkShareNext(1),
          forkComplete(1),
          isSharedBy(0, 0, 1),
          owner(1, 0),
          accept(1, 0),
          isListener(0, 0, 1),
          listenState(1, 0),
          epollDel(1, 0),
          close(0, 0),
          acknowledge(1, 0),
          owner(1, 0),
          close(1, 0),
          exitComplete(1),
          forkBegin(0, 1),
          forkComplete(1),
          die(1),
          cleanupComplete(0, 1));

  private ReuseLoop() {}

  /**
   * Runs the loop.
   *
   * @param name of the implementation, not null
   * @param factory makes it, not null
   * @param rounds from 1
   * @param command repeats the check, not null
   * @throws AssertionError at the first result or state that differs, with the round
   */
  public static void run(String name, SharedSessionsFactory factory, int rounds, String command) {
    AtomicInteger round = new AtomicInteger();
    TimeLimit.run(
        "The reuse of an element on " + name,
        Hang.limit(),
        round::get,
        () -> new ReuseLoop().run(name, factory, rounds, round, command));
  }

  private void run(
      String name, SharedSessionsFactory factory, int rounds, AtomicInteger round, String command) {
    RecordingTransport expectedTransport = new RecordingTransport(BOUNDS.listenable());
    SharedSessions reference = Oracle.REFERENCE.create(BOUNDS, ROOT, expectedTransport);
    List<Object> expected = new ArrayList<>();
    ROUND.forEach(invocation -> expected.add(invocation.on(reference, expectedTransport)));
    Snapshot end = reference.snapshot();

    RecordingTransport transport = new RecordingTransport(BOUNDS.listenable());
    SharedSessions sessions = factory.create(BOUNDS, ROOT, transport);
    while (round.incrementAndGet() <= rounds) {
      for (int i = 0; i < ROUND.size(); i++) {
        Object result = ROUND.get(i).on(sessions, transport);
        if (!result.equals(expected.get(i))) {
          throw difference(
              name,
              round.get(),
              "%s: expected %s, is %s"
                  .formatted(
                      ROUND.get(i),
                      ROUND.get(i).words(expected.get(i)),
                      ROUND.get(i).words(result)),
              command);
        }
      }
      List<String> mistakes = transport.mistakes();
      if (!mistakes.isEmpty() || !transport.sessions().isEmpty()) {
        throw difference(
            name,
            round.get(),
            "calls to VPP: %s, open sessions %s".formatted(mistakes, transport.sessions()),
            command);
      }
      transport.forget();
    }
    List<String> deviations = SnapshotDiff.deviations(end, sessions.snapshot());
    if (!deviations.isEmpty()) {
      throw difference(name, rounds, "state at the end: " + deviations, command);
    }
  }

  private static AssertionError difference(String name, int round, String what, String command) {
    return new AssertionError(
        "%s differs from the reference when an element is used for the %,dth time.%n%s%nEach round: %s%nReproduce with: %s%n"
            .formatted(name, round, what, ROUND, command));
  }
}
