package org.vlsverify.spec.vls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.Successor;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.trace.Witness.Wait;

/**
 * {@code WaitsFor} agrees with the steps of a specification: a waiting thread can take no step of
 * its operation. Checked in each state of stored traces: of all in {@code nightly}, else of one in
 * {@value #EVERY_SO_MANY}, since each loads a specification.
 */
class WhoWaitsIT {
  private static final int EVERY_SO_MANY = 4;

  /** A signal or a death is not a step of the operation. */
  private static final Set<String> FROM_OUTSIDE = Set.of("Interrupt", "Die");

  private static final Map<String, Model> MODELS =
      ModelCatalog.load().models().stream()
          .collect(Collectors.toMap(Model::name, Function.identity()));

  static List<Path> traces() {
    List<Path> all =
        StoredTrace.all().stream()
            .filter(file -> !file.getFileName().toString().startsWith("Defect_"))
            .toList();
    int step = Budget.current().includes(Budget.NIGHTLY) ? 1 : EVERY_SO_MANY;
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get).toList();
  }

  /** Without a wait in any of them, the check below shows nothing. */
  @Test
  void tracesHaveWaitingThreads() {
    assertThat(traces())
        .filteredOn(
            file ->
                TraceJson.read(file).witness().locks().stream()
                    .anyMatch(locks -> !locks.waits().isEmpty()))
        .hasSizeGreaterThan(traces().size() / 4);
  }

  @ParameterizedTest
  @MethodSource("traces")
  void waitingThreadHasNoStep(Path file) {
    Trace trace = TraceJson.read(file);
    assertThat(trace.witness().locks()).hasSize(trace.length());
    try (SpecSession session = SpecSession.open(MODELS.get(trace.model()))) {
      // A session knows only the states that it has computed.
      session.unconstrainedInitialStates();
      for (int i = 0; i < trace.length(); i++) {
        int number = session.find(trace.state(i)).orElseThrow();
        Set<TlaValue> going = new TreeSet<>();
        for (Successor step : session.unconstrainedSuccessors(number)) {
          if (!FROM_OUTSIDE.contains(step.operation().action())) {
            step.operation().arguments().values().stream().findFirst().ifPresent(going::add);
          }
        }
        Set<TlaValue> waiting =
            trace.witness().locks().get(i).waits().stream()
                .map(Wait::thread)
                .collect(Collectors.toCollection(TreeSet::new));
        waiting.retainAll(going);
        assertThat(waiting).as("state %d", i + 1).isEmpty();
      }
    }
  }
}
