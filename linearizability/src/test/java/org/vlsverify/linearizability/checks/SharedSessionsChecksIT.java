package org.vlsverify.linearizability.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Negative control of {@link SharedSessionsChecks}: an implementation with a defect fails in each
 * kind of check.
 */
class SharedSessionsChecksIT {
  private static final Defect ORDER_KEPT =
      new Defect(
          Design.LOCKED,
          "removal-keeps-order",
          "A leaving subscriber is removed from the list, and the others move up.",
          "SharedData",
          "subscribers[hole] = subscribers[last];",
          "System.arraycopy(subscribers, hole + 1, subscribers, hole, last - hole);");

  /** Run by the test below only; it fails. */
  static class Mistaken extends SharedSessionsChecks {
    @Override
    protected SharedSessionsFactory factory() {
      return new MutatedImplementation(ORDER_KEPT);
    }

    /** One thread suffices. */
    @Override
    protected int executions(int ofBudget) {
      return 1;
    }
  }

  @Test
  void defectIsFoundByEachKindOfCheck(@TempDir Path elsewhere) throws IOException {
    Path root = ProjectRoot.path();
    Files.createSymbolicLink(elsewhere.resolve("spec"), root.resolve("spec"));
    Files.createSymbolicLink(elsewhere.resolve("impl"), root.resolve("impl"));
    String before = System.getProperty(ProjectRoot.PROPERTY);
    // Without its lines in the verdict table.
    System.setProperty(ProjectRoot.PROPERTY, elsewhere.toString());
    Map<String, String> failed = new TreeMap<>();
    try {
      failed.putAll(failed("junit-jupiter", selectClass(Mistaken.class)));
      failed.putAll(
          failed(
              "jqwik",
              selectMethod(
                  Mistaken.class.getName()
                      + "#anyCalls(org.vlsverify.linearizability.history.CommandSequence)")));
    } finally {
      if (before == null) {
        System.clearProperty(ProjectRoot.PROPERTY);
      } else {
        System.setProperty(ProjectRoot.PROPERTY, before);
      }
    }

    assertThat(failed)
        .containsKeys(
            "replay", "modelChecking", "randomInterleavings", "stress", "largeNumbers", "anyCalls");
    // Its calls are too many for a trace.
    assertThat(failed.remove("largeNumbers"))
        .contains("mistaken differs from the specification with 65,600 subscribers", "Reproduce");
    assertThat(failed)
        .allSatisfy(
            (check, message) ->
                assertThat(message)
                    .contains(
                        "The trace is in target/verification/traces/", "cli/vls trace show "));
    assertThat(new VerdictLog(elsewhere).read().checks())
        .isNotEmpty()
        .allSatisfy(check -> assertThat(check.variant()).isEqualTo("mistaken"))
        .anySatisfy(check -> assertThat(check.passed()).isFalse());
  }

  /** The failing methods, each with the message of one failure. */
  private static Map<String, String> failed(String engine, DiscoverySelector selector) {
    Map<String, String> methods = new TreeMap<>();
    EngineTestKit.engine(engine)
        .configurationParameter("jqwik.database", "target/jqwik-negative-control")
        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
        .selectors(selector)
        .execute()
        .testEvents()
        .failed()
        .stream()
        .forEach(
            event ->
                event
                    .getRequiredPayload(TestExecutionResult.class)
                    .getThrowable()
                    .filter(AssertionError.class::isInstance)
                    .ifPresent(
                        thrown ->
                            methods.put(
                                method(event.getTestDescriptor()),
                                String.valueOf(thrown.getMessage()))));
    return methods;
  }

  private static String method(TestDescriptor test) {
    return ((MethodSource) test.getSource().orElseThrow()).getMethodName();
  }
}
