package org.vlsverify.linearizability.lincheck;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.CTestStructure;
import org.jetbrains.kotlinx.lincheck.LinCheckerKt;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionGenerator;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.strategy.LincheckFailure;
import org.jetbrains.lincheck.datastructures.CTestConfiguration;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.RandomProvider;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.testing.RecordingTransport;

/**
 * Runs scenarios with Lincheck. Its API is not stable: this class, {@link FindingReader} and {@link
 * Interleaving} are the only ones that use it.
 *
 * <p>Lincheck makes the objects under test, and asks for one scenario after the other. So the check
 * is in a static field, and there is one check at a time. {@code addCustomScenario} does not do in
 * place of the generator: the constructor of the object under test runs the first part of the
 * current scenario, and only a generator is told which scenario that is.
 *
 * <p>Of the two APIs of Lincheck this is the one for data structures; the other one misses a lost
 * update on JDK 25. Lincheck keeps instrumented classes by name alone. So two versions of a class
 * need two names, even in two class loaders.
 */
public final class LincheckRunner {

  /** Choice of interleavings. */
  public enum Strategy {
    /** Systematic, from few switches between threads to many; the same each time. */
    MODEL_CHECKING("model checking"),
    /** Random, at full speed. */
    STRESS("stress");

    private final String words;

    Strategy(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Kind of a finding. */
  public enum Kind {
    /** No sequential order gives these results. */
    NOT_LINEARIZABLE("not linearizable"),
    /** An invariant is violated. */
    BROKEN("an invariant is violated"),
    /** Deadlock or livelock. */
    STUCK("stuck"),
    /** An exception outside of the operations. */
    THREW("exception");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * A finding of Lincheck, or of another scheduler.
   *
   * @param scenario the failing scenario
   * @param kind not null
   * @param results by thread, one for each invocation; empty if there are none
   * @param observation the final observation; absent if there is none
   * @param blind the exception of the final observation; absent if there is none
   * @param execution the index of the execution, from 1
   * @param interleaving the steps of the threads, one column each; empty for stress
   * @param details the complete report of Lincheck
   * @param steps the interleaving as data; empty for stress
   * @param seed the seed of a random scheduler; empty for Lincheck
   */
  public record Finding(
      Scenario scenario,
      Kind kind,
      List<List<Object>> results,
      Optional<Observation> observation,
      Optional<String> blind,
      long execution,
      String interleaving,
      String details,
      List<Interleaving.Step> steps,
      OptionalLong seed) {}

  /**
   * Counts of a run.
   *
   * @param executions by scenario, of those that were begun
   * @param finding the finding with which the run ended
   */
  public record Report(Map<Scenario, Long> executions, Optional<Finding> finding) {
    public long allExecutions() {
      return executions.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The number of scenarios that ended early, since all their interleavings were tried. */
    long exhausted(int mostExecutions) {
      long fewer = executions.values().stream().filter(count -> count < mostExecutions).count();
      return finding.isPresent() && finding.get().execution() < mostExecutions ? fewer - 1 : fewer;
    }
  }

  /** Time after which an execution counts as stuck. */
  public static final Duration PATIENCE = Duration.ofMillis(CTestConfiguration.DEFAULT_TIMEOUT_MS);

  private static volatile LincheckRunner current;

  static {
    // Otherwise Lincheck warns about records and lambdas that it does not instrument.
    System.setProperty("lincheck.logLevel", "ERROR");
  }

  private final Iterator<Scenario> remaining;
  private final SharedSessionsFactory implementation;
  private final SharedSessionsFactory specification;
  private final Map<Scenario, Long> executions = new LinkedHashMap<>();
  private Scenario scenario;
  private SequentialSteps steps;
  private Verifier linearizability;

  /** Of the current scenario, if it has composed operations; empty until they are needed. */
  private Set<SequentialOrders.Result> allowed = Set.of();

  private LincheckRunner(
      List<Scenario> scenarios,
      SharedSessionsFactory implementation,
      SharedSessionsFactory specification) {
    this.remaining = scenarios.iterator();
    this.implementation = implementation;
    this.specification = specification;
  }

  /**
   * Runs scenarios until one of them fails, with the reference as specification.
   *
   * @see #run(Strategy, List, int, SharedSessionsFactory, SharedSessionsFactory, Duration)
   */
  public static Report run(
      Strategy strategy,
      List<Scenario> scenarios,
      int mostExecutions,
      SharedSessionsFactory implementation) {
    return run(strategy, scenarios, mostExecutions, implementation, Oracle.REFERENCE);
  }

  /**
   * Runs scenarios until one of them fails.
   *
   * @see #run(Strategy, List, int, SharedSessionsFactory, SharedSessionsFactory, Duration)
   */
  public static Report run(
      Strategy strategy,
      List<Scenario> scenarios,
      int mostExecutions,
      SharedSessionsFactory implementation,
      SharedSessionsFactory specification) {
    return run(strategy, scenarios, mostExecutions, implementation, specification, PATIENCE);
  }

  /**
   * Runs scenarios until one of them fails.
   *
   * @param strategy not null
   * @param scenarios at least one
   * @param mostExecutions the maximal number of executions of each scenario; model checking ends
   *     earlier if it has tried all
   * @param implementation the implementation under test, not null
   * @param specification the sequential specification, for one thread, not null
   * @param patience time after which an execution counts as stuck, if Lincheck does not detect it
   * @return the counts and the finding
   */
  public static synchronized Report run(
      Strategy strategy,
      List<Scenario> scenarios,
      int mostExecutions,
      SharedSessionsFactory implementation,
      SharedSessionsFactory specification,
      Duration patience) {
    LincheckRunner runner = new LincheckRunner(scenarios, implementation, specification);
    current = runner;
    try {
      LincheckFailure failure =
          switch (strategy) {
            case MODEL_CHECKING ->
                check(
                    new ModelCheckingOptions()
                        .addGuarantee(
                            ManagedStrategyGuaranteeKt.forClasses(Observation.class.getName())
                                .allMethods()
                                .ignore())
                        .addGuarantee(
                            ManagedStrategyGuaranteeKt.forClasses(
                                    RecordingTransport.class.getName())
                                .allMethods()
                                .treatAsAtomic()),
                    scenarios.size(),
                    mostExecutions,
                    patience);
            case STRESS -> {
              unloadUnusedClasses();
              yield check(new StressOptions(), scenarios.size(), mostExecutions, patience);
            }
          };
      return new Report(runner.executions, Optional.ofNullable(failure).map(runner::finding));
    } finally {
      current = null;
    }
  }

  /**
   * For stress, Lincheck rewrites all loaded classes, one by one, and at the end once more. Closed
   * sessions of TLC and old mutants have thousands of classes: with these it takes minutes.
   */
  private static void unloadUnusedClasses() {
    System.gc();
  }

  private static <O extends Options<O, ?>> LincheckFailure check(
      O options, int scenarios, int mostExecutions, Duration patience) {
    return LinCheckerKt.checkImpl(
        options
            .invocationTimeout$lincheck(patience.toMillis())
            .iterations(scenarios)
            .invocationsPerIteration(mostExecutions)
            .executionGenerator(Scenarios.class)
            .verifier(CountingVerifier.class)
            .sequentialSpecification(Sequential.class)
            .minimizeFailedScenario(false),
        UnderTest.class);
  }

  /** The implementation. */
  public static final class UnderTest extends SharedSessionsActors {
    /** The state before the threads begin. */
    public UnderTest() {
      super(current.scenario, current.implementation);
    }

    /** Lincheck requires an annotated method. */
    @Override
    @Operation
    public Observation observe() {
      return super.observe();
    }
  }

  /** The specification. */
  public static final class Sequential extends SpecificationActors {
    /** The state before the threads begin. */
    public Sequential() {}

    @Override
    SequentialSteps steps() {
      return current.steps;
    }
  }

  /** Hands over the next scenario when the one before has ended. */
  public static final class Scenarios extends ExecutionGenerator {
    /** Called by Lincheck. */
    public Scenarios(
        CTestConfiguration configuration, CTestStructure structure, RandomProvider random) {
      super(configuration, structure);
    }

    @Override
    public ExecutionScenario nextExecution() {
      return current.next();
    }
  }

  private ExecutionScenario next() {
    scenario = remaining.next();
    executions.put(scenario, 0L);
    allowed = Set.of();
    // The verifier keeps the steps of the specification; they hold for the next scenario from the
    // same state.
    if (steps == null || !steps.beginAs(scenario)) {
      steps = new SequentialSteps(scenario, specification);
      linearizability = new LinearizabilityVerifier(Sequential.class);
    }
    return new ExecutionScenario(
        List.of(),
        scenario.threads().stream()
            .map(invocations -> invocations.stream().map(LincheckRunner::actor).toList())
            .toList(),
        List.of(actor("observe", List.of())),
        null);
  }

  private static Actor actor(Invocation invocation) {
    return actor(invocation.method(), invocation.arguments());
  }

  private static Actor actor(String name, List<Object> arguments) {
    Method method =
        Stream.of(SharedSessionsActors.class.getMethods())
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(name));
    return new Actor(method, arguments);
  }

  /** Counts the executions, which Lincheck does not report. */
  public static final class CountingVerifier implements Verifier {
    /** Called by Lincheck. */
    public CountingVerifier(Class<?> sequentialSpecification) {}

    @Override
    public boolean verifyResults(ExecutionScenario lincheckScenario, ExecutionResult results) {
      current.executions.merge(current.scenario, 1L, Long::sum);
      return current.isRight(lincheckScenario, results);
    }
  }

  private boolean isRight(ExecutionScenario lincheckScenario, ExecutionResult results) {
    return scenario.isOfSteps()
        ? linearizability.verifyResults(lincheckScenario, results)
        : isRightComposed(results);
  }

  /** Of composed operations, Lincheck cannot take the steps: all orders of them are tried here. */
  private boolean isRightComposed(ExecutionResult results) {
    if (allowed.isEmpty()) {
      allowed = ComposedOrders.of(scenario, specification).keySet();
    }
    return FindingReader.observation(results)
        .filter(
            observation ->
                allowed.contains(
                    new SequentialOrders.Result(FindingReader.results(results), observation)))
        .isPresent();
  }

  private Finding finding(LincheckFailure failure) {
    return FindingReader.read(scenario, executions.get(scenario), failure);
  }
}
