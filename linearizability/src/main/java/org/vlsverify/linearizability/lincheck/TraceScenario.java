package org.vlsverify.linearizability.lincheck;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.trace.TraceReplay;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Trace;

/** The scenario in the constants of a {@link LincheckTrace}. */
public final class TraceScenario {
  static final String SCENARIO = "Scenario";
  static final String BEFORE = "Before";
  static final String THREADS = "Threads";
  static final String SLOTS = "SlotCapacity";
  static final String EXECUTION = "Execution";

  /** Text, since a number of TLA+ is smaller; only of a random scheduler. */
  static final String SEED = "Seed";

  private TraceScenario() {}

  /**
   * @param trace not null
   * @return whether it is a trace of a scenario
   */
  static boolean is(Trace trace) {
    return trace.constants().containsKey(THREADS);
  }

  /**
   * Reads the scenario.
   *
   * @param trace one of a scenario, not null
   * @return the scenario
   * @throws BadInputException if the constants are not those of a scenario
   */
  public static Scenario scenario(Trace trace) {
    try {
      Bounds bounds =
          new Bounds(
              trace.initial().get("life") instanceof TlaValue.FunctionValue life
                  ? life.mappings().size()
                  : 0,
              TraceReplay.sessions(trace),
              constant(trace, SLOTS).asInt(),
              Traces.sharedCapacity(trace).orElseThrow(IllegalStateException::new),
              Traces.listenable(trace).orElseThrow(IllegalStateException::new));
      Map<String, Invocation> known =
          all(bounds).collect(Collectors.toMap(Invocation::toString, Function.identity()));
      return new Scenario(
          constant(trace, SCENARIO).asString(),
          bounds,
          invocations(constant(trace, BEFORE), known),
          constant(trace, THREADS).elements().stream()
              .map(invocations -> invocations(invocations, known))
              .toList());
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new BadInputException(
          "The trace of %s has no readable scenario: %s.".formatted(trace.model(), e.getMessage()),
          e);
    }
  }

  /**
   * * @param trace one of a scenario, not null
   *
   * @return the index of the execution that found it, from 1
   */
  static int execution(Trace trace) {
    return trace.constants().get(EXECUTION) instanceof TlaValue.IntValue number
        ? number.value()
        : 1;
  }

  /**
   * * @param trace one of a scenario, not null
   *
   * @return the seed of the random scheduler that found it; empty if Lincheck did
   * @throws BadInputException if it is no number
   */
  static OptionalLong seed(Trace trace) {
    TlaValue seed = trace.constants().get(SEED);
    if (seed == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(seed.asString()));
    } catch (IllegalStateException | NumberFormatException e) {
      throw new BadInputException(
          "The trace of %s has no readable seed: %s.".formatted(trace.model(), seed), e);
    }
  }

  private static TlaValue constant(Trace trace, String name) {
    TlaValue value = trace.constants().get(name);
    if (value == null) {
      throw new IllegalArgumentException("the constant " + name + " is missing");
    }
    return value;
  }

  private static List<Invocation> invocations(TlaValue words, Map<String, Invocation> known) {
    return words.elements().stream()
        .map(invocation -> invocation(invocation.asString(), known))
        .toList();
  }

  private static Invocation invocation(String words, Map<String, Invocation> known) {
    Invocation invocation = known.get(words);
    if (invocation == null) {
      throw new IllegalArgumentException("there is no operation or query " + words);
    }
    return invocation;
  }

  /** All invocations within the bounds. */
  private static Stream<Invocation> all(Bounds bounds) {
    Stream<Invocation> calls = Call.all(bounds).stream().map(Invocation.OfCall::new);
    Stream<Invocation> queries = Query.all(bounds).stream().map(Invocation.OfQuery::new);
    Stream<Invocation> composed =
        IntStream.range(0, bounds.workers())
            .boxed()
            .flatMap(
                worker ->
                    Stream.concat(
                        Stream.of(Invocation.exit(worker)),
                        IntStream.range(0, bounds.workers())
                            .boxed()
                            .flatMap(
                                other ->
                                    Stream.of(
                                        Invocation.fork(worker, other),
                                        Invocation.cleanup(worker, other)))));
    return Stream.of(calls, queries, composed).flatMap(invocations -> invocations);
  }
}
