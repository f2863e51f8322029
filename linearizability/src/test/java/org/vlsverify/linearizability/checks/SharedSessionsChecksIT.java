package org.vlsverify.linearizability.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.vlsverify.linearizability.SharedSessionsFactory;
import org.vlsverify.linearizability.defects.Defect;
import org.vlsverify.linearizability.defects.MutatedImplementation;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.ProjectRoot;
import org.vlsverify.spec.verdict.VerdictLog;

/** Somebody's own implementation with a mistake is red, in each kind of check. */
class SharedSessionsChecksIT {
  private static final Defect ORDER_KEPT =
      new Defect(
          Design.LOCKED,
          "removal-keeps-order",
          "Who leaves is taken out of the list of subscribers, and the others move up.",
          "SharedData",
          "subscribers[hole] = subscribers[last];",
          "System.arraycopy(subscribers, hole + 1, subscribers, hole, last - hole);");

  /** Run by the test below, and by nobody else: it fails. */
  static class Mistaken extends SharedSessionsChecks {
    @Override
    protected SharedSessionsFactory factory() {
      return new MutatedImplementation(ORDER_KEPT);
    }

    /** It is wrong already where one thread acts. */
    @Override
    protected int executions(int ofBudget) {
      return 1;
    }
  }

  @Test
  void aMistakeIsFoundByEachKindOfCheck(@TempDir Path elsewhere) throws IOException {
    Path root = ProjectRoot.path();
    Files.createSymbolicLink(elsewhere.resolve("spec"), root.resolve("spec"));
    Files.createSymbolicLink(elsewhere.resolve("impl"), root.resolve("impl"));
    String before = System.getProperty(ProjectRoot.PROPERTY);
    // Its verdict is not that of the project.
    System.setProperty(ProjectRoot.PROPERTY, elsewhere.toString());
    Set<String> failed = new TreeSet<>();
    try {
      failed.addAll(failed("junit-jupiter", selectClass(Mistaken.class)));
      failed.addAll(
          failed(
              "jqwik",
              selectMethod(
                  Mistaken.class.getName()
                      + "#anyCalls(org.vlsverify.linearizability.jqwik.Story)")));
    } finally {
      if (before == null) {
        System.clearProperty(ProjectRoot.PROPERTY);
      } else {
        System.setProperty(ProjectRoot.PROPERTY, before);
      }
    }

    assertThat(failed).contains("replay", "modelChecking", "stress", "anyCalls");
    assertThat(new VerdictLog(elsewhere).read().checks())
        .isNotEmpty()
        .allSatisfy(check -> assertThat(check.variant()).isEqualTo("mistaken"))
        .anySatisfy(check -> assertThat(check.passed()).isFalse());
  }

  private static Set<String> failed(String engine, DiscoverySelector selector) {
    Set<String> methods = new TreeSet<>();
    EngineTestKit.engine(engine)
        .configurationParameter("jqwik.database", "target/jqwik-negative-control")
        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
        .selectors(selector)
        .execute()
        .testEvents()
        .failed()
        .stream()
        .filter(
            event ->
                event
                    .getRequiredPayload(TestExecutionResult.class)
                    .getThrowable()
                    .filter(AssertionError.class::isInstance)
                    .isPresent())
        .flatMap(event -> event.getTestDescriptor().getSource().stream())
        .map(source -> ((MethodSource) source).getMethodName())
        .forEach(methods::add);
    return methods;
  }
}
