package org.vlsverify.spec.trace;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.StateDifference;
import org.vlsverify.spec.tla.TlaValue;

/**
 * Prints traces for people: the initial state in full, then each step with its action and its
 * changes.
 */
public final class TracePrinter {
  private final StringBuilder out = new StringBuilder();
  private final Trace trace;
  private final Narrator narrator;
  private final boolean full;

  private TracePrinter(Trace trace, boolean full) {
    this.trace = trace;
    this.narrator = Narrator.of(trace);
    this.full = full;
  }

  /**
   * Prints a trace, with its problem at the end.
   *
   * @param trace a trace, not null
   * @return some lines, the last one ended as well
   */
  public static String print(Trace trace) {
    return print(trace, false);
  }

  /**
   * Prints a trace, with its problem at the end.
   *
   * @param trace a trace, not null
   * @param full whether to print each state in full, instead of the changes
   * @return some lines, the last one ended as well
   */
  public static String print(Trace trace, boolean full) {
    TracePrinter printer = new TracePrinter(trace, full);
    printer.printSteps();
    said(trace).ifPresent(printer::line);
    if (trace.problem().isKnown()) {
      printer.line(problem(trace));
    }
    return printer.out.toString();
  }

  /**
   * The problem: the faults in the last state, if known, and the violated property.
   *
   * @param trace a trace, not null
   * @return some lines, the last one not ended
   */
  public static String problem(Trace trace) {
    return AtFault.sentence(trace).map("At fault: %s.\n"::formatted).orElse("")
        + trace.problem().sentence();
  }

  /**
   * The note in a file of another tool on the whole trace.
   *
   * @param trace a trace, not null
   * @return a sentence; empty if there is none
   */
  public static Optional<String> said(Trace trace) {
    return trace
        .source()
        .map(ForeignSource::says)
        .filter(says -> !says.isEmpty())
        .map(says -> "The file says: " + says + (says.endsWith(".") ? "" : "."));
  }

  private void printSteps() {
    Optional<Trace.Lasso> lasso = trace.lasso().filter(l -> !l.isStuttering());
    for (int i = 0; i < trace.length(); i++) {
      String what = i == 0 ? "Initial state" : step(i);
      boolean startsLoop = lasso.isPresent() && lasso.get().start() == i;
      line("%3d  %s%s".formatted(i + 1, what, startsLoop ? "   <- the loop starts here" : ""));
      if (i == 0) {
        trace.constants().forEach((name, value) -> detail("constant " + name + " = " + value));
      }
      if (i == 0 || full) {
        trace.state(i).forEach(this::printValue);
      } else {
        printChanges(i - 1, i);
      }
    }
    int last = trace.length() - 1;
    lasso.ifPresent(
        loop -> {
          line(
              "  ->  %s   <- back to state %d".formatted(loop.operation().get(), loop.start() + 1));
          printChanges(last, loop.start());
        });
    narrator.inTheMiddle(trace, last).forEach(this::line);
    if (trace.lasso().isPresent() && lasso.isEmpty()) {
      line("  ->  no further step after state %d".formatted(last + 1));
    }
  }

  private String step(int index) {
    Trace.Step step = trace.steps().get(index - 1);
    Operation operation = step.operation();
    if (!narrator.tellsThreads(trace)) {
      return operation + step.outcome().map(outcome -> " -> " + outcome).orElse("");
    }
    Stream<String> moves =
        narrator.moves(trace, operation, index - 1, index).entrySet().stream()
            .map(move -> move.getKey() + "  " + move.getValue());
    String words =
        Stream.concat(narrator.killed(trace, index - 1, index).stream(), moves)
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

  private void printChanges(int from, int to) {
    int length = out.length();
    boolean threads = narrator.tellsThreads(trace);
    if (threads) {
      narrator.lockChanges(trace, from, to).forEach(this::detail);
    }
    StateDifference.of(
            trace.state(from), trace.state(to), threads ? narrator.said(trace) : Set.of())
        .forEach(this::detail);
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
