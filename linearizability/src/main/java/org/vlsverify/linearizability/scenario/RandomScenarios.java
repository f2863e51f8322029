package org.vlsverify.linearizability.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.testing.RecordingTransport;

/**
 * Random scenarios: a random walk, then two threads with granted calls. The same ones each time.
 */
public final class RandomScenarios {
  private static final Bounds BOUNDS = new Bounds(3, 2, 2, 1, Set.of(0));
  private static final int LONGEST_WALK = 14;
  private static final int INVOCATIONS = 2;

  private static final String COMPARE =
      "Compare it with the specification: mvn -q -pl linearizability -am test -Dtest=ReplayTest";

  private final Random random;

  private RandomScenarios(long seed) {
    random = new Random(seed);
  }

  /**
   * Makes scenarios.
   *
   * @param count number of scenarios, at least 1
   * @return that many scenarios
   */
  public static List<Scenario> of(int count) {
    List<Scenario> scenarios = new ArrayList<>();
    for (int seed = 1; seed <= count; seed++) {
      scenarios.add(new RandomScenarios(seed).scenario("random " + seed));
    }
    return scenarios;
  }

  private Scenario scenario(String name) {
    List<Call> walk = new ArrayList<>();
    int length = 3 + random.nextInt(LONGEST_WALK - 2);
    for (int i = 0; i < length; i++) {
      walk.add(pick(steps(walk)));
    }
    List<Call> possible = steps(walk);
    return new Scenario(
        name, BOUNDS, invocations(walk), invocations(some(possible)), invocations(some(possible)));
  }

  private List<Call> some(List<Call> possible) {
    List<Call> some = new ArrayList<>();
    for (int i = 0; i < INVOCATIONS; i++) {
      some.add(pick(possible));
    }
    return some;
  }

  private Call pick(List<Call> calls) {
    return calls.get(random.nextInt(calls.size()));
  }

  /** The calls that have an effect after others. */
  private static List<Call> steps(List<Call> walk) {
    Snapshot before = after(walk);
    List<Call> steps = new ArrayList<>();
    for (Call call : Call.all(BOUNDS)) {
      List<Call> longer = new ArrayList<>(walk);
      longer.add(call);
      Snapshot after = after(longer);
      if (!after.equals(before) && after.workers().stream().anyMatch(RandomScenarios::isLive)) {
        steps.add(call);
      }
    }
    return steps;
  }

  private static boolean isLive(Snapshot.WorkerView worker) {
    return worker.life() == Life.LIVE;
  }

  private static Snapshot after(List<Call> walk) {
    RecordingTransport transport = new RecordingTransport(BOUNDS.listenable());
    SharedSessions sessions =
        new ReferenceSharedSessions(
            BOUNDS.workers(), BOUNDS.slots(), BOUNDS.sharedCapacity(), Scenario.ROOT, transport);
    for (Call call : walk) {
      try {
        call.apply(sessions, transport);
      } catch (RuntimeException e) {
        throw new AssertionError(
            "No random scenarios can be made, since the reference threw %s at %s, in %s.\n%s"
                .formatted(e, call, walk, COMPARE),
            e);
      }
    }
    return sessions.snapshot();
  }

  private static List<Invocation> invocations(List<Call> calls) {
    return calls.stream().<Invocation>map(Invocation.OfCall::new).toList();
  }
}
