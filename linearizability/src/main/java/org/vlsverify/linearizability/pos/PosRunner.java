package org.vlsverify.linearizability.pos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.lincheck.Observation;
import org.vlsverify.linearizability.lincheck.Oracle;
import org.vlsverify.linearizability.lincheck.SequentialSteps;
import org.vlsverify.linearizability.pos.Linearizations.Span;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.stepping.TappedClasses;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.testing.RecordingTransport;

/**
 * Runs scenarios on a design, or on a mutant, in random interleavings: partial order sampling (POS)
 * with a seed. The same seed gives the same executions. For one thread; several runners may run at
 * the same time.
 */
public final class PosRunner implements AutoCloseable {
  /** No execution of a scenario of a correct design comes near. */
  static final int MOST_STEPS = 20_000;

  private final SharedSessionsFactory design;
  private final List<Lane> lanes = new ArrayList<>();
  private SequentialSteps specification;
  private long executions;

  /**
   * A runner for a design.
   *
   * @param design makes objects of a class that has a public constructor for configuration and
   *     transport; a copy of all classes of its package is rewritten and used. Not null
   * @throws org.vlsverify.linearizability.stepping.UnknownAccessException if the code does
   *     something that cannot be intercepted; when the class that does is first used
   */
  public PosRunner(SharedSessionsFactory design) {
    this.design = new TappedClasses(design, AccessVisitor::new);
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
    for (int execution = 1; execution <= most; execution++) {
      executions++;
      Optional<Finding> finding = execute(scenario, mix(ofScenario, execution), execution);
      if (finding.isPresent()) {
        return finding;
      }
    }
    return Optional.empty();
  }

  private static long mix(long seed, long more) {
    long mixed = (seed + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L + more;
    mixed = (mixed ^ mixed >>> 30) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  /** What the threads of one execution leave. */
  private static final class Outcomes {
    final List<List<Object>> results = new ArrayList<>();
    final List<List<Span>> spans = new ArrayList<>();
  }

  private Optional<Finding> execute(Scenario scenario, long seed, int execution) {
    Schedule schedule = new Schedule(seed, MOST_STEPS);
    RecordingTransport transport = new RecordingTransport(scenario.bounds().listenable());
    Outcomes outcomes = new Outcomes();
    scenario.threads().forEach(thread -> outcomes.results.add(new ArrayList<>()));
    scenario.threads().forEach(thread -> outcomes.spans.add(new ArrayList<>()));
    Strand alone = new Strand(schedule, Strand.ALONE);
    Access.runAs(alone);
    try {
      SharedSessions sessions = design.create(scenario.bounds(), Scenario.ROOT, transport);
      for (Invocation invocation : scenario.before()) {
        invocation.on(sessions, transport);
      }
      runThreads(scenario, schedule, outcomes, sessions, transport);
      Report report = new Report(scenario, schedule, outcomes.results, execution, sessions);
      if (schedule.stuck() != null) {
        return Optional.of(report.finding(Kind.STUCK, null, schedule.stuck()));
      }
      Observation observation;
      try {
        observation = Observation.of(scenario.bounds(), sessions, transport);
      } catch (RuntimeException e) {
        return Optional.of(
            report.finding(
                scenario.isOfSteps() ? Kind.NOT_LINEARIZABLE : Kind.THREW, null, e.toString()));
      }
      if (isRight(scenario, outcomes, observation)) {
        return Optional.empty();
      }
      return Optional.of(
          report.finding(
              scenario.isOfSteps() ? Kind.NOT_LINEARIZABLE : Kind.BROKEN, observation, null));
    } catch (Strand.StuckException e) {
      return Optional.of(
          new Report(scenario, schedule, outcomes.results, execution, null)
              .finding(Kind.STUCK, null, "before the threads: " + e.getMessage()));
    } finally {
      Access.runAs(null);
    }
  }

  private void runThreads(
      Scenario scenario,
      Schedule schedule,
      Outcomes outcomes,
      SharedSessions sessions,
      RecordingTransport transport) {
    int threads = scenario.threads().size();
    while (lanes.size() < threads) {
      lanes.add(new Lane("pos thread " + (lanes.size() + 1)));
    }
    boolean ended =
        schedule.run(
            lanes.subList(0, threads),
            thread ->
                runThread(
                    schedule,
                    schedule.strand(thread),
                    scenario.threads().get(thread),
                    outcomes,
                    sessions,
                    transport));
    if (!ended) {
      close();
    }
  }

  private static void runThread(
      Schedule schedule,
      Strand strand,
      List<Invocation> invocations,
      Outcomes outcomes,
      SharedSessions sessions,
      RecordingTransport transport) {
    transport.answer(true);
    for (int i = 0; i < invocations.size(); i++) {
      strand.invocation = i;
      if (i > 0) {
        strand.prepareToBegin();
      }
      strand.begin();
      int begin = schedule.steps().size();
      outcomes.results.get(strand.index).add(result(invocations.get(i), sessions, transport));
      outcomes.spans.get(strand.index).add(new Span(begin, schedule.steps().size()));
    }
  }

  private static Object result(
      Invocation invocation, SharedSessions sessions, RecordingTransport transport) {
    try {
      return invocation.on(sessions, transport);
    } catch (RuntimeException e) {
      return "thrown: " + e;
    }
  }

  private boolean isRight(Scenario scenario, Outcomes outcomes, Observation observation) {
    if (!scenario.isOfSteps()) {
      return observation.brokenInvariants().isEmpty();
    }
    if (specification == null || !specification.beginAs(scenario)) {
      specification = new SequentialSteps(scenario, Oracle.REFERENCE);
    }
    return Linearizations.exist(
        scenario, specification, outcomes.results, outcomes.spans, observation);
  }

  /** Ends the threads. */
  @Override
  public void close() {
    lanes.forEach(Lane::end);
    lanes.clear();
  }
}
