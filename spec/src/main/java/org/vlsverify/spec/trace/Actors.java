package org.vlsverify.spec.trace;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;

/** Who acts in a trace: the threads, or where there are none whom the steps name first. */
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

  /** The name of the one who takes a step. */
  static String of(Operation operation) {
    return argument(operation, 0).orElse(NOBODY);
  }

  /** Whom a step names at a place, from 0; a truth value is nobody. */
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
