package org.vlsverify.linearizability.lincheck;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Runs scenarios with Lincheck. Its API is not stable: whatever is used of it is used here and in
 * {@link Interleaving}.
 *
 * <p>Lincheck makes the objects that take part, and asks for one scenario after the other; so what
 * a check is about is kept in a static field, and there is one check at a time.
 *
 * <p>Of the two APIs this is the one for data structures: the other one misses a lost update on JDK
 * 25. Lincheck keeps instrumented classes by their name alone; so a class that is not the same must
 * not have the same name, even in another class loader.
 */
public final class LincheckRunner {

  /** How interleavings are chosen. */
  public enum Strategy {
    /** One after the other, from few switches between threads to many; the same each time. */
    MODEL_CHECKING("model checking"),
    /** By chance, as fast as the machine can. */
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

  /** What is wrong. */
  public enum Kind {
    /** No sequential order gives these results. */
    NOT_LINEARIZABLE("not linearizable"),
    /** Something is broken that always holds. */
    BROKEN("an invariant is broken"),
    /** The threads wait for each other, or go round in circles. */
    STUCK("stuck"),
    /** Lincheck itself was interrupted by something thrown. */
    THREW("threw");

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
   * What Lincheck has found.
   *
   * @param scenario where
   * @param kind what
   * @param results by thread, one for each act; empty if there are none
   * @param observation everything, at the end; absent if nobody got there
   * @param blind what came of looking at everything instead; absent if nobody tried, or saw it
   * @param execution the how manieth execution of the scenario it was
   * @param interleaving the threads' steps, one column each; empty for stress
   * @param details what Lincheck says, all of it
   * @param steps the interleaving as data; empty for stress
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
      List<Interleaving.Step> steps) {}

  /**
   * What was done.
   *
   * @param executions by scenario, of those that were begun
   * @param finding the first, with which the check ended
   */
  public record Report(Map<Scenario, Long> executions, Optional<Finding> finding) {
    public long allExecutions() {
      return executions.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many scenarios ended before that many executions: all their interleavings were seen. */
    long exhausted(int mostExecutions) {
      long fewer = executions.values().stream().filter(count -> count < mostExecutions).count();
      return finding.isPresent() && finding.get().execution() < mostExecutions ? fewer - 1 : fewer;
    }
  }

  /** How long Lincheck waits for an execution that does not come to an end. */
  public static final Duration PATIENCE = Duration.ofMillis(CTestConfiguration.DEFAULT_TIMEOUT_MS);

  private static volatile LincheckRunner current;

  static {
    // Records and lambdas make Lincheck warn that it cannot look inside; it need not.
    System.setProperty("lincheck.logLevel", "ERROR");
  }

  private final Iterator<Scenario> remaining;
  private final SharedSessionsFactory implementation;
  private final SharedSessionsFactory specification;
  private final Map<Scenario, Long> executions = new LinkedHashMap<>();
  private Scenario scenario;
  private SequentialSteps steps;
  private Verifier linearizability;

  private LincheckRunner(
      List<Scenario> scenarios,
      SharedSessionsFactory implementation,
      SharedSessionsFactory specification) {
    this.remaining = scenarios.iterator();
    this.implementation = implementation;
    this.specification = specification;
  }

  /**
   * Runs scenarios until one of them fails, compared with the reference.
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
   * @param invocations how many executions of each there are at most; there are fewer if model
   *     checking has seen all
   * @param implementation what is under test, not null
   * @param specification what it is compared with: makes something for one thread, not null
   * @param patience after which an execution is taken for stuck, if Lincheck does not see why
   * @return what was done
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
            case STRESS -> check(new StressOptions(), scenarios.size(), mostExecutions, patience);
          };
      return new Report(runner.executions, Optional.ofNullable(failure).map(runner::finding));
    } finally {
      current = null;
    }
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
    /** As it is before the threads begin. */
    public UnderTest() {
      super(current.scenario, current.implementation);
    }

    /** Lincheck wants one method to be marked. */
    @Override
    @Operation
    public Observation observe() {
      return super.observe();
    }
  }

  /** The specification. */
  public static final class Sequential extends SpecificationActors {
    /** As it is before the threads begin. */
    public Sequential() {}

    @Override
    SequentialSteps steps() {
      return current.steps;
    }
  }

  /** Gives out the scenarios; each time, the one before is over. */
  public static final class Scenarios extends ExecutionGenerator {
    /** As Lincheck calls it. */
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
    // What a verifier knows of the specification is as true of the next scenario from there.
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

  /** Counts the executions, since Lincheck does not tell. */
  public static final class CountingVerifier implements Verifier {
    /** As Lincheck calls it. */
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
        : FindingReader.observation(results).orElseThrow().brokenInvariants().isEmpty();
  }

  private Finding finding(LincheckFailure failure) {
    return FindingReader.read(scenario, executions.get(scenario), failure);
  }
}
