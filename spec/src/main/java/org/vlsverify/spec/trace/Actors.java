package org.vlsverify.spec.trace;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;

/** The actors of a trace: its threads, or else the first arguments of its steps. */
final class Actors {
  private static final String NOBODY = "step";

  private Actors() {}

  /** The names of all, in their order. */
  static List<String> of(Trace trace) {
    Narrator narrator = Narrator.of(trace);
    if (narrator.tellsThreads(trace)) {
      return IntStream.range(1, trace.length())
          .boxed()
          .flatMap(
              i ->
                  narrator
                      .moves(trace, trace.steps().get(i - 1).operation(), i - 1, i)
                      .keySet()
                      .stream())
          .distinct()
          .sorted()
          .toList();
    }
    return Stream.concat(
            trace.steps().stream().map(Trace.Step::operation),
            trace.lasso().flatMap(Trace.Lasso::operation).stream())
        .map(Actors::of)
        .distinct()
        .sorted()
        .toList();
  }

  /** The actor of a step. */
  static String of(Operation operation) {
    return argument(operation, 0).orElse(NOBODY);
  }

  /** The argument of a step at a position, from 0; a Boolean is no actor. */
  static Optional<String> argument(Operation operation, int index) {
    return operation.arguments().values().stream()
        .skip(index)
        .findFirst()
        .filter(value -> !(value instanceof TlaValue.BoolValue))
        .map(TlaValue::toString);
  }

  /** The operation with all arguments but the first, such as: Close s0. */
  static String words(Operation operation) {
    String others =
        operation.arguments().values().stream()
            .skip(1)
            .map(TlaValue::toString)
            .collect(Collectors.joining(", "));
    return operation.action() + (others.isEmpty() ? "" : " " + others);
  }
}
