package org.vlsverify.spec.tla;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What differs between two states, each difference as one line of text. */
public final class StateDifference {
  private static final String NONE = "(none)";

  private final List<String> lines = new ArrayList<>();

  private StateDifference() {}

  /**
   * @param before variable to value
   * @param after the same variables
   * @param leftOut variables that are not looked at
   * @return one line per part that differs, in the order of the variables
   */
  public static List<String> of(
      Map<String, TlaValue> before, Map<String, TlaValue> after, Set<String> leftOut) {
    StateDifference difference = new StateDifference();
    before.forEach(
        (variable, value) -> {
          if (!leftOut.contains(variable)) {
            difference.add(variable, value, after.get(variable));
          }
        });
    return difference.lines;
  }

  private void add(String path, TlaValue before, TlaValue after) {
    if (before.equals(after)) {
      return;
    }
    if (before instanceof TlaValue.FunctionValue one
        && after instanceof TlaValue.FunctionValue two) {
      add(one.mappings(), two.mappings(), key -> path + "[" + key + "]");
    } else if (before instanceof TlaValue.RecordValue one
        && after instanceof TlaValue.RecordValue two) {
      add(one.fields(), two.fields(), key -> path + "." + key);
    } else if (before instanceof TlaValue.TupleValue one
        && after instanceof TlaValue.TupleValue two
        && one.elements().size() == two.elements().size()
        && !(isPlain(one.elements()) && isPlain(two.elements()))) {
      for (int i = 0; i < one.elements().size(); i++) {
        add(path + "[" + (i + 1) + "]", one.elements().get(i), two.elements().get(i));
      }
    } else {
      lines.add(path + ": " + before + " -> " + after);
    }
  }

  private <K extends Comparable<? super K>> void add(
      Map<K, TlaValue> before, Map<K, TlaValue> after, Function<K, String> path) {
    TreeSet<K> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (K key : keys) {
      if (!before.containsKey(key)) {
        lines.add(path.apply(key) + ": " + NONE + " -> " + after.get(key));
      } else if (!after.containsKey(key)) {
        lines.add(path.apply(key) + ": " + before.get(key) + " -> " + NONE);
      } else {
        add(path.apply(key), before.get(key), after.get(key));
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
}
