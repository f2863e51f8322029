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
import org.vlsverify.linearizability.history.HistoryProperties;
import org.vlsverify.linearizability.lincheck.Linearizability;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * What every implementation of shared sessions must pass: the quick checks of this suite, replay,
 * Lincheck and long histories. To check one, say in a subclass how it is made; the name of the
 * subclass ends with {@code ChecksTest}.
 *
 * <p>The results are lines of the verdict table, under the {@linkplain #name name} of the
 * implementation. With a larger budget there are more executions, and larger models.
 */
public abstract class SharedSessionsChecks extends HistoryProperties {
  private static final String SUFFIX = "ChecksTest";

  private static final String SEED = "20261122";

  /** For subclasses. */
  protected SharedSessionsChecks() {
    super(SEED);
  }

  /**
   * Makes what is checked.
   *
   * @return safe for use by several threads, not null
   */
  protected abstract SharedSessionsFactory factory();

  /**
   * Who may call an operation of a worker.
   *
   * @return {@link ThreadModel#MULTI_THREADED}, unless a subclass says otherwise; with {@link
   *     ThreadModel#SINGLE_THREADED} no two threads act for the same worker at the same time
   */
  protected ThreadModel threads() {
    return ThreadModel.MULTI_THREADED;
  }

  /**
   * How many executions of each scenario model checking tries at most. An implementation whose
   * operations take few steps needs fewer.
   *
   * @param ofBudget what is allowed, at least 1
   * @return from 1 to {@code ofBudget}
   */
  protected int executions(int ofBudget) {
    return ofBudget;
  }

  /**
   * How reports call the implementation.
   *
   * @return lower-case letters and hyphens; if no subclass says otherwise, made of the name of the
   *     class, as {@code my-sessions} is of {@code MySessionsChecksTest}
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
    Path module = ProjectRoot.path().relativize(Path.of("").toAbsolutePath());
    return "mvn -q%s test -Dtest=%s#%s"
        .formatted(
            module.toString().isEmpty() ? "" : " -pl " + module + " -am",
            getClass().getSimpleName(),
            method);
  }

  static List<String> models() {
    return ReplayCheck.models(Budget.QUICK).stream().map(Model::name).toList();
  }

  /**
   * One thread: in each state of the model, each operation and query comes to what the
   * specification says.
   */
  @ParameterizedTest
  @MethodSource("models")
  void replay(String model) {
    ReplayCheck.check(model, name(), factory(), command("replay"));
  }

  /** Several threads, in scenarios made by hand. */
  @Test
  void modelChecking() {
    checks("modelChecking").modelChecking();
  }

  /** Several threads, in the scenarios that the smallest model gives. */
  @Test
  void modelCheckingOfTheScenariosOfAModel() {
    checks("modelCheckingOfTheScenariosOfAModel").modelCheckingOfTheScenariosOfAModel();
  }

  /** Several threads at full speed, in scenarios made by hand. */
  @Test
  void stress() {
    checks("stress").stress();
  }

  private Linearizability checks(String method) {
    return new Linearizability(name(), factory(), threads(), this::executions, command(method));
  }
}
