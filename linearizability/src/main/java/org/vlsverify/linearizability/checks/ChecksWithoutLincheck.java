package org.vlsverify.linearizability.checks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.history.ComposedOperations;
import org.vlsverify.linearizability.history.HistoryProperties;
import org.vlsverify.linearizability.history.LargeNumbers;
import org.vlsverify.linearizability.history.ReuseLoop;
import org.vlsverify.linearizability.lincheck.Linearizability;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * The checks of {@link SharedSessionsChecks} but Lincheck. They find earlier what Lincheck finds
 * (see mutation.md). For the designs of this project whose Lincheck runs are in {@code mvn verify}.
 */
abstract class ChecksWithoutLincheck extends HistoryProperties {
  private static final String SUFFIX = "ChecksTest";

  private static final String SEED = "20261122";

  ChecksWithoutLincheck() {
    super(SEED);
  }

  /**
   * The implementation to check.
   *
   * @return safe for use by several threads, not null
   */
  protected abstract SharedSessionsFactory factory();

  /**
   * The number of threads per worker.
   *
   * @return {@link ThreadModel#MULTI_THREADED}, unless overridden; with {@link
   *     ThreadModel#SINGLE_THREADED} no two threads call for the same worker at the same time
   */
  protected ThreadModel threads() {
    return ThreadModel.MULTI_THREADED;
  }

  /**
   * The name in reports.
   *
   * @return lower-case letters and hyphens; if not overridden, derived from the class name: {@code
   *     my-sessions} for {@code MySessionsChecksTest}
   */
  protected String name() {
    String name = getClass().getSimpleName();
    String own = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    return own.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  @Override
  protected Map<String, SharedSessionsFactory> subjects() {
    return new LinkedHashMap<>(Map.of(name(), factory()));
  }

  private String command(String method) {
    Path root = ProjectRoot.path();
    Path module = Path.of("").toAbsolutePath();
    String where = "";
    if (!module.startsWith(root)) {
      where = " -Dvls.root=" + root;
    } else if (!module.equals(root)) {
      where = " -pl %s -am".formatted(root.relativize(module));
    }
    return "mvn -q%s test -Dtest=%s#%s".formatted(where, getClass().getSimpleName(), method);
  }

  /**
   * The number of executions of a model's scenarios under Lincheck, without random interleavings.
   */
  int executions(int ofBudget) {
    return ofBudget;
  }

  static List<String> models() {
    return ReplayCheck.models(Budget.QUICK).stream().map(Model::name).toList();
  }

  /**
   * Conformance: in each state of the model, each operation and query has the result and the next
   * state of the specification.
   */
  @ParameterizedTest
  @MethodSource("models")
  void replay(String model) {
    ReplayCheck.check(model, name(), factory(), command("replay"));
  }

  /** Conformance: an element, a slot and a worker index are used again, over 65,536 times. */
  @Test
  void reuseBeyondFieldWidths() {
    String command = command("reuseBeyondFieldWidths");
    conforms(
        "reuse of an element, %,d times".formatted(ReuseLoop.ROUNDS),
        command,
        () -> ReuseLoop.run(name(), factory(), ReuseLoop.ROUNDS, command));
  }

  /** Conformance: fork, exit, cleanup and select as a whole, with several sessions. */
  @Test
  void composedOperations() {
    String command = command("composedOperations");
    conforms(
        "composed operations", command, () -> ComposedOperations.run(name(), factory(), command));
  }

  /** Conformance: more sessions, subscribers and worker indices than a field of 16 bits counts. */
  @Test
  void largeNumbers() {
    String command = command("largeNumbers");
    conforms("large numbers", command, () -> LargeNumbers.run(name(), factory(), command));
  }

  private void conforms(String check, String command, Runnable run) {
    CheckResult.Builder result =
        CheckResult.of(CheckMethod.CONFORMANCE, check, name()).reproduce(command);
    long start = System.nanoTime();
    boolean passed = false;
    try {
      run.run();
      passed = true;
    } finally {
      VerdictLog.record(
          result
              .outcome("no difference", passed ? "no difference" : "a difference")
              .seconds((System.nanoTime() - start) / 1e9)
              .build());
    }
  }

  /** Linearizability: random interleavings of the hand-written scenarios. */
  @Test
  void randomInterleavings() {
    checks("randomInterleavings").randomInterleavings();
  }

  /** Linearizability: random interleavings of the scenarios generated from the smallest model. */
  @Test
  void scenariosOfAModel() {
    checks("scenariosOfAModel").scenariosOfAModel();
  }

  /** The checks for linearizability; {@code method} is the test that repeats one of them. */
  final Linearizability checks(String method) {
    return new Linearizability(name(), factory(), threads(), this::executions, command(method));
  }
}
