package org.vlsverify.linearizability.pos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.Interleaving;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.lincheck.Observation;
import org.vlsverify.linearizability.lincheck.Oracle;
import org.vlsverify.linearizability.lincheck.SequentialOrders;
import org.vlsverify.linearizability.lincheck.SequentialSteps;
import org.vlsverify.linearizability.pos.Linearizations.Span;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.stepping.TappedClasses;
import org.vlsverify.linearizability.stepping.UnknownAccessException;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.testing.RecordingTransport;

/**
 * Runs scenarios on a design, or on a mutant, in random interleavings with a seed, by partial order
 * sampling (POS) and probabilistic concurrency testing (PCT) in turn. The same seed gives the same
 * executions. For one thread; several runners may run at the same time.
 */
public final class PosRunner implements AutoCloseable {
  /** No execution of a scenario of a correct design comes near. */
  static final int MOST_STEPS = 20_000;

  private final SharedSessionsFactory design;
  private final List<Lane> lanes = new ArrayList<>();
  private final IntFunction<Sampling.Kind> kinds;
  private SequentialSteps specification;

  /** The last scenario with composed operations, and what the specification allows of it. */
  private Scenario composed;

  private Set<SequentialOrders.Result> allowed;
  private long executions;

  /**
   * A runner for a design; for several threads per worker, unless the design has another thread
   * model.
   *
   * @param design makes objects of a class that has a public constructor for configuration and
   *     transport; a copy of all classes of its package is rewritten and used. Not null
   * @throws UnknownAccessException if the code does something that cannot be intercepted; when the
   *     class that does is first used
   */
  public PosRunner(SharedSessionsFactory design) {
    this(
        design,
        design instanceof Implementation made ? made.threadModel() : ThreadModel.MULTI_THREADED);
  }

  /**
   * A runner for a design with a thread model.
   *
   * @param design as above
   * @param threads the number of threads per worker, not null
   */
  public PosRunner(SharedSessionsFactory design, ThreadModel threads) {
    this(design, threads, Sampling.Kind::of);
  }

  /** A runner that chooses the sampling of an execution, by its index from 1, in another way. */
  PosRunner(SharedSessionsFactory design, ThreadModel threads, IntFunction<Sampling.Kind> kinds) {
    this.design = new TappedClasses(design, threads, AccessVisitor::new).loaded();
    this.kinds = kinds;
  }

  /**
   * Whether a runner can run it.
   *
   * @param design not null
   * @return whether its class has a public constructor for configuration and transport, and nothing
   *     that cannot be intercepted
   */
  public static boolean canRun(SharedSessionsFactory design) {
    if (!TappedClasses.canCopy(design)) {
      return false;
    }
    try (PosRunner runner = new PosRunner(design)) {
      return runner.executions() == 0;
    } catch (UnknownAccessException e) {
      return false;
    }
  }

  /**
   * Runs a scenario on a design until an execution is wrong.
   *
   * @see #run(Scenario, int, long)
   */
  public static Optional<Finding> run(
      SharedSessionsFactory design, Scenario scenario, int executions, long seed) {
    try (PosRunner runner = new PosRunner(design)) {
      return runner.run(scenario, executions, seed);
    }
  }

  /** The number of executions of all runs. */
  public long executions() {
    return executions;
  }

  /**
   * Runs a scenario until an execution is wrong: not linearizable to the reference, stuck, or with
   * a broken invariant.
   *
   * @param scenario not null
   * @param most the maximal number of executions, at least 1
   * @param seed any number; an execution depends on it, on the scenario and on its index
   * @return the finding, with the index of its execution; empty if there is none
   */
  public Optional<Finding> run(Scenario scenario, int most, long seed) {
    long ofScenario = mix(seed, scenario.words().hashCode());
    int steps = 1;
    for (int index = 1; index <= most; index++) {
      executions++;
      Draw draw = new Draw(index, kinds.apply(index), mix(ofScenario, index), steps);
      Execution execution = new Execution(scenario, draw.schedule(scenario, nobody -> {}));
      Optional<Wrong> wrong = execution.judge(null);
      if (wrong.isPresent()) {
        return Optional.of(explained(scenario, draw, wrong.get(), seed));
      }
      execution.requireInterception();
      steps = Math.max(steps, execution.schedule.steps().size());
    }
    return Optional.empty();
  }

  /** What an execution of a scenario depends on. */
  private record Draw(int execution, Sampling.Kind kind, long seed, int steps) {
    Schedule schedule(Scenario scenario, Schedule.StepListener listener) {
      return new Schedule(
          Sampling.of(kind, new SplittableRandom(seed), scenario.threads().size(), steps),
          MOST_STEPS,
          listener);
    }
  }

  /** Runs the execution again, with its steps in words: that would slow down the others. */
  private Finding explained(Scenario scenario, Draw draw, Wrong wrong, long seed) {
    Report report = new Report(scenario);
    Execution again = new Execution(scenario, draw.schedule(scenario, report));
    Optional<Wrong> same = again.judge(report);
    if (!same.equals(Optional.of(wrong))) {
      throw new IllegalStateException(
          "Execution %d of scenario \"%s\" is not deterministic: first %s, then %s"
              .formatted(draw.execution(), scenario, wrong, same));
    }
    List<Interleaving.Step> interleaving = report.interleaving(again.schedule);
    return new Finding(
        scenario,
        wrong.kind(),
        again.results.stream().map(List::copyOf).toList(),
        Optional.ofNullable(wrong.observation()),
        Optional.ofNullable(again.why),
        draw.execution(),
        report.text(interleaving, again.results),
        "Chosen by " + draw.kind() + ".",
        interleaving,
        OptionalLong.of(seed));
  }

  private static long mix(long seed, long more) {
    long mixed = (seed + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L + more;
    mixed = (mixed ^ mixed >>> 30) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  /**
   * What is wrong with an execution.
   *
   * @param observation null if nothing could be observed
   */
  private record Wrong(Kind kind, List<List<Object>> results, Observation observation) {}

  /** One execution of a scenario. */
  private final class Execution {
    final Scenario scenario;
    final Schedule schedule;
    final List<List<Object>> results = new ArrayList<>();
    final List<List<Span>> spans = new ArrayList<>();
    final RecordingTransport transport;
    SharedSessions sessions;

    /** Why threads are stuck, or nothing can be observed. */
    String why;

    Execution(Scenario scenario, Schedule schedule) {
      this.scenario = scenario;
      this.schedule = schedule;
      this.transport = new RecordingTransport(scenario.bounds().listenable());
      scenario.threads().forEach(thread -> results.add(new ArrayList<>()));
      scenario.threads().forEach(thread -> spans.add(new ArrayList<>()));
    }

    /**
     * Runs it.
     *
     * @param report null if nobody wants one
     */
    Optional<Wrong> judge(Report report) {
      Access.runAs(new Strand(schedule, Strand.ALONE));
      try {
        sessions = design.create(scenario.bounds(), Scenario.ROOT, transport);
        scenario.before().forEach(invocation -> invocation.on(sessions, transport));
        if (report != null) {
          report.learn(sessions);
        }
        runThreads();
        if (schedule.stuck() != null) {
          return wrong(Kind.STUCK, null, schedule.stuck());
        }
        return judgeEnd();
      } catch (Strand.StuckException e) {
        return wrong(Kind.STUCK, null, "before the threads: " + e.getMessage());
      } finally {
        Access.runAs(null);
      }
    }

    /** Otherwise all checks would pass without meaning. */
    void requireInterception() {
      if (schedule.steps().stream().allMatch(step -> step.site().kind() == Site.Kind.BEGIN)) {
        throw new IllegalStateException(
            "No access of %s was intercepted in scenario \"%s\"."
                .formatted(sessions.getClass().getName(), scenario));
      }
    }

    private Optional<Wrong> judgeEnd() {
      Observation observation;
      try {
        observation = Observation.of(scenario.bounds(), sessions, transport);
      } catch (Strand.StuckException e) {
        return wrong(Kind.STUCK, null, "afterwards: " + e.getMessage());
      } catch (RuntimeException e) {
        Kind kind = scenario.isOfSteps() ? Kind.NOT_LINEARIZABLE : Kind.THREW;
        return wrong(kind, null, "thrown: " + e);
      }
      if (!scenario.isOfSteps()) {
        return judgeComposed(observation);
      }
      if (specification == null || !specification.beginAs(scenario)) {
        specification = new SequentialSteps(scenario, Oracle.REFERENCE);
      }
      return Linearizations.exist(scenario, specification, results, spans, observation)
          ? Optional.empty()
          : wrong(Kind.NOT_LINEARIZABLE, observation, null);
    }

    /** Composed operations are not steps: all orders of their steps are tried. */
    private Optional<Wrong> judgeComposed(Observation observation) {
      if (!observation.brokenInvariants().isEmpty()) {
        return wrong(Kind.BROKEN, observation, null);
      }
      if (!scenario.equals(composed)) {
        composed = scenario;
        allowed = SequentialOrders.of(scenario).keySet();
      }
      return allowed.contains(new SequentialOrders.Result(results, observation))
          ? Optional.empty()
          : wrong(Kind.NOT_LINEARIZABLE, observation, null);
    }

    private Optional<Wrong> wrong(Kind kind, Observation observation, String because) {
      why = because;
      return Optional.of(new Wrong(kind, results, observation));
    }

    private void runThreads() {
      int threads = scenario.threads().size();
      while (lanes.size() < threads) {
        lanes.add(new Lane("pos thread " + (lanes.size() + 1)));
      }
      if (!schedule.run(lanes.subList(0, threads), this::runThread)) {
        close();
      }
    }

    private void runThread(int thread) {
      Strand strand = schedule.strand(thread);
      List<Invocation> invocations = scenario.threads().get(thread);
      transport.answer(true);
      for (int i = 0; i < invocations.size(); i++) {
        strand.invocation = i;
        if (i > 0) {
          strand.prepareToBegin();
        }
        strand.begin();
        int begin = schedule.steps().size();
        results.get(thread).add(result(invocations.get(i)));
        spans.get(thread).add(new Span(begin, schedule.steps().size()));
      }
    }

    private Object result(Invocation invocation) {
      try {
        return invocation.on(sessions, transport);
      } catch (RuntimeException e) {
        return "thrown: " + e;
      }
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    lanes.forEach(Lane::end);
    lanes.clear();
  }
}
