package org.vlsverify.spec.vls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.Successor;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Trace;

/**
 * Who waits for whom is what the specifications say, in each state of a stored trace: of each trace
 * in {@code nightly}, else of one in {@value #EVERY_SO_MANY}, since each loads a specification.
 */
class ThreadLocksIT {
  private static final int EVERY_SO_MANY = 4;

  static List<String> traces() throws IOException {
    List<String> all = ThreadLocksTest.tracesOfThreads();
    int step = Budget.current().includes(Budget.NIGHTLY) ? 1 : EVERY_SO_MANY;
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get).toList();
  }

  /** TLC itself says who can take a step; where the specification says who waits, that as well. */
  @ParameterizedTest
  @MethodSource("traces")
  void whoWaitsIsWhoCannotGoOn(String name) {
    Model model = ThreadLocksTest.MODELS.get(name);
    Trace trace = ThreadLocksTest.trace(name);
    ThreadLocks.Setting setting = ThreadLocks.Setting.of(model);
    try (SpecSession session = SpecSession.open(model)) {
      Walk walk = new Walk(session, trace);
      for (int i = 0; i < trace.length(); i++) {
        int at = i;
        Map<String, TlaValue> state = trace.state(i);
        Map<String, Set<String>> waits = new TreeMap<>();
        ThreadLocks.waits(state, setting)
            .forEach(
                wait ->
                    waits
                        .computeIfAbsent(wait.thread(), t -> new TreeSet<>())
                        .add(wait.whom() + " " + wait.what()));
        assertThat(waits.keySet()).as("state %d", i + 1).isEqualTo(walk.stuck(i));
        if (session.defines("WaitsFor")) {
          assertThat(setting.locksPrivate())
              .isEqualTo(session.evaluate(walk.number(i), "LocksPrivate").asBoolean());
          Map<String, Set<String>> waitsFor = walk.waitsFor(i);
          waits.forEach(
              (thread, whom) -> {
                whom.removeIf(wait -> wait.contains(" the fork of "));
                if (!ThreadLocksTest.NOT_IN_WANTED.contains(walk.place(at, thread))) {
                  assertThat(whom)
                      .as("state %d, %s", at + 1, thread)
                      .isEqualTo(waitsFor.getOrDefault(thread, Set.of()));
                }
              });
        }
      }
    }
  }

  /** A trace in the state graph. */
  private static final class Walk {
    private final SpecSession session;
    private final Trace trace;
    private final List<Integer> numbers = new ArrayList<>();

    Walk(SpecSession session, Trace trace) {
      this.session = session;
      this.trace = trace;
      session.unconstrainedInitialStates();
      for (int i = 0; i < trace.length(); i++) {
        numbers.add(session.find(trace.state(i)).orElseThrow());
        session.unconstrainedSuccessors(number(i));
      }
    }

    int number(int index) {
      return numbers.get(index);
    }

    private Map<TlaValue, TlaValue> threads(int index) {
      return ((TlaValue.FunctionValue) trace.state(index).get("thread")).mappings();
    }

    /** Where a thread is. */
    String place(int index, String thread) {
      return threads(index).entrySet().stream()
          .filter(other -> ThreadSteps.name(other.getKey()).equals(thread))
          .map(other -> other.getValue().get("at").asString())
          .findFirst()
          .orElseThrow();
    }

    /** Who is in an operation and can take no step of it. */
    Set<String> stuck(int index) {
      Set<String> stuck = new TreeSet<>();
      threads(index)
          .forEach(
              (thread, frame) -> {
                if (!Set.of("idle", "absent", "dead").contains(frame.get("at").asString())) {
                  stuck.add(ThreadSteps.name(thread));
                }
              });
      for (Successor step : session.unconstrainedSuccessors(number(index))) {
        Map<String, TlaValue> arguments = step.operation().arguments();
        // A signal, or death, is no step of the operation.
        if (!Set.of("Interrupt", "Die").contains(step.operation().action())
            && !arguments.isEmpty()) {
          stuck.remove(ThreadSteps.name(arguments.values().iterator().next()));
        }
      }
      return stuck;
    }

    /** What {@code WaitsFor} and {@code Wanted} say. */
    Map<String, Set<String>> waitsFor(int index) {
      Map<String, Set<String>> result = new TreeMap<>();
      for (TlaValue thread : threads(index).keySet()) {
        List<TlaValue> whom = session.evaluate(number(index), "WaitsFor", thread).elements();
        List<TlaValue> locks = session.evaluate(number(index), "Wanted", thread).elements();
        Set<String> waits = new TreeSet<>();
        for (TlaValue other : locks.isEmpty() ? List.<TlaValue>of() : whom) {
          assertThat(locks).hasSize(1);
          waits.add(ThreadSteps.name(other) + " " + ThreadLocks.lockName(locks.get(0)));
        }
        if (!waits.isEmpty()) {
          result.put(ThreadSteps.name(thread), waits);
        }
      }
      return result;
    }
  }
}
