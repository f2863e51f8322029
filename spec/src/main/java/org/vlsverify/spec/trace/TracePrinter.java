package org.vlsverify.spec.trace;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.StateDifference;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.vls.FaultyParts;
import org.vlsverify.spec.vls.ThreadSteps;

/**
 * Prints traces for people: the initial state in full, then each step with its action and only what
 * it changed.
 */
public final class TracePrinter {
  private final StringBuilder out = new StringBuilder();
  private final boolean full;

  private TracePrinter(boolean full) {
    this.full = full;
  }

  /**
   * Prints a trace, with the sentence on what is wrong with it at the end.
   *
   * @param trace a trace, not null
   * @return some lines, the last one ended as well
   */
  public static String print(Trace trace) {
    return print(trace, false);
  }

  /**
   * Prints a trace, with the sentence on what is wrong with it at the end.
   *
   * @param trace a trace, not null
   * @param full whether to print each state in full, instead of what a step changes
   * @return some lines, the last one ended as well
   */
  public static String print(Trace trace, boolean full) {
    TracePrinter printer = new TracePrinter(full);
    printer.printSteps(trace);
    said(trace).ifPresent(printer::line);
    if (trace.problem().isKnown()) {
      printer.line(problem(trace));
    }
    return printer.out.toString();
  }

  /**
   * What is wrong: what is at fault in the last state, if that is known, and the violated property.
   *
   * @param trace a trace, not null
   * @return some lines, the last one not ended
   */
  public static String problem(Trace trace) {
    return FaultyParts.sentence(trace).map("At fault: %s.\n"::formatted).orElse("")
        + trace.problem().sentence();
  }

  /**
   * What the file of another tool says about its trace as a whole.
   *
   * @param trace a trace, not null
   * @return a sentence; empty if there is no such file, or it says nothing
   */
  public static Optional<String> said(Trace trace) {
    return trace
        .source()
        .map(ForeignSource::says)
        .filter(says -> !says.isEmpty())
        .map(says -> "Its file says: " + says + (says.endsWith(".") ? "" : "."));
  }

  private void printSteps(Trace trace) {
    Optional<Trace.Lasso> lasso = trace.lasso().filter(l -> !l.isStuttering());
    for (int i = 0; i < trace.length(); i++) {
      String what = i == 0 ? "Initial state" : step(trace, i);
      boolean startsLoop = lasso.isPresent() && lasso.get().start() == i;
      line("%3d  %s%s".formatted(i + 1, what, startsLoop ? "   <- the loop starts here" : ""));
      if (i == 0) {
        trace.constants().forEach((name, value) -> detail("constant " + name + " = " + value));
      }
      if (i == 0 || full) {
        trace.state(i).forEach(this::printValue);
      } else {
        printChanges(trace.state(i - 1), trace.state(i));
      }
    }
    int last = trace.length() - 1;
    lasso.ifPresent(
        loop -> {
          line(
              "  ->  %s   <- back to state %d".formatted(loop.operation().get(), loop.start() + 1));
          printChanges(trace.state(last), trace.state(loop.start()));
        });
    if (ThreadSteps.describe(trace.initial())) {
      ThreadSteps.inTheMiddle(trace.state(last)).forEach(this::line);
    }
    if (trace.lasso().isPresent() && lasso.isEmpty()) {
      line("  ->  nothing happens any more after state %d".formatted(last + 1));
    }
  }

  private static String step(Trace trace, int index) {
    Trace.Step step = trace.steps().get(index - 1);
    Operation operation = step.operation();
    Map<String, TlaValue> before = trace.state(index - 1);
    if (!ThreadSteps.describe(before)) {
      return operation + step.outcome().map(outcome -> " -> " + outcome).orElse("");
    }
    Map<String, TlaValue> after = trace.state(index);
    Stream<String> moves =
        ThreadSteps.moves(operation, before, after).entrySet().stream()
            .map(move -> move.getKey() + "  " + move.getValue());
    String words =
        Stream.concat(ThreadSteps.killed(before, after).stream(), moves)
            .collect(Collectors.joining("; "));
    return words.isEmpty() ? operation.toString() : words;
  }

  private void printValue(String variable, TlaValue value) {
    if (value instanceof TlaValue.FunctionValue function) {
      function.mappings().forEach((key, at) -> detail(variable + "[" + key + "] = " + at));
    } else {
      detail(variable + " = " + value);
    }
  }

  private void printChanges(Map<String, TlaValue> before, Map<String, TlaValue> after) {
    int length = out.length();
    boolean threads = ThreadSteps.describe(before);
    if (threads) {
      ThreadSteps.lockChanges(before, after).forEach(this::detail);
    }
    StateDifference.of(before, after, threads ? ThreadSteps.SAID : Set.of()).forEach(this::detail);
    if (out.length() == length && !threads) {
      detail("(no change)");
    }
  }

  private void detail(String text) {
    line("       " + text);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
