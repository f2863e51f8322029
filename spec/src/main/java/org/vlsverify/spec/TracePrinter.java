package org.vlsverify.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Prints traces for people: the initial state in full, then each step with its action and only what
 * it changed.
 */
public final class TracePrinter {
  private static final String NONE = "(none)";

  private final StringBuilder out = new StringBuilder();

  private TracePrinter() {}

  /**
   * Prints a trace, with the sentence on what is wrong with it at the end.
   *
   * @param trace a trace, not null
   * @return some lines, the last one ended as well
   */
  public static String print(Trace trace) {
    TracePrinter printer = new TracePrinter();
    printer.printSteps(trace);
    if (trace.problem().kind() != Verdict.OK) {
      printer.line(trace.problem().sentence());
    }
    return printer.out.toString();
  }

  private void printSteps(Trace trace) {
    Optional<Trace.Lasso> lasso = trace.lasso().filter(l -> !l.isStuttering());
    for (int i = 0; i < trace.length(); i++) {
      String what = i == 0 ? "Initial state" : trace.steps().get(i - 1).operation().toString();
      boolean startsLoop = lasso.isPresent() && lasso.get().start() == i;
      line("%3d  %s%s".formatted(i + 1, what, startsLoop ? "   <- the loop starts here" : ""));
      if (i == 0) {
        trace.initial().forEach(this::printValue);
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
    if (trace.lasso().isPresent() && lasso.isEmpty()) {
      line("  ->  nothing happens any more after state %d".formatted(last + 1));
    }
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
    before.forEach((variable, value) -> printChange(variable, value, after.get(variable)));
    if (out.length() == length) {
      detail("(no change)");
    }
  }

  private void printChange(String path, TlaValue before, TlaValue after) {
    if (before.equals(after)) {
      return;
    }
    if (before instanceof TlaValue.FunctionValue one
        && after instanceof TlaValue.FunctionValue two) {
      printChanges(one.mappings(), two.mappings(), key -> path + "[" + key + "]");
    } else if (before instanceof TlaValue.RecordValue one
        && after instanceof TlaValue.RecordValue two) {
      printChanges(one.fields(), two.fields(), key -> path + "." + key);
    } else if (before instanceof TlaValue.TupleValue one
        && after instanceof TlaValue.TupleValue two
        && one.elements().size() == two.elements().size()
        && !(isPlain(one.elements()) && isPlain(two.elements()))) {
      for (int i = 0; i < one.elements().size(); i++) {
        printChange(path + "[" + (i + 1) + "]", one.elements().get(i), two.elements().get(i));
      }
    } else {
      detail(path + ": " + before + " -> " + after);
    }
  }

  private <K extends Comparable<? super K>> void printChanges(
      Map<K, TlaValue> before, Map<K, TlaValue> after, Function<K, String> path) {
    TreeSet<K> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (K key : keys) {
      if (!before.containsKey(key)) {
        detail(path.apply(key) + ": " + NONE + " -> " + after.get(key));
      } else if (!after.containsKey(key)) {
        detail(path.apply(key) + ": " + before.get(key) + " -> " + NONE);
      } else {
        printChange(path.apply(key), before.get(key), after.get(key));
      }
    }
  }

  /** A short sequence of names is easier to read whole than element by element. */
  private static boolean isPlain(List<TlaValue> elements) {
    return elements.stream()
        .allMatch(
            element ->
                element instanceof TlaValue.ModelValue
                    || element instanceof TlaValue.StringValue
                    || element instanceof TlaValue.IntValue
                    || element instanceof TlaValue.BoolValue);
  }

  private void detail(String text) {
    line("       " + text);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
