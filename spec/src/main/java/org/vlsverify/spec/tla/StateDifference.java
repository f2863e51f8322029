package org.vlsverify.spec.tla;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The difference of two states, part by part. A short set or sequence is shown whole, before and
 * after; a long one only with its added, removed or changed elements.
 */
public final class StateDifference {
  private static final String NONE = "(none)";

  /** A difference is short if it fits into one line. */
  private static final int SHORT = 80;

  private final List<Change> changes = new ArrayList<>();

  private StateDifference() {}

  /**
   * One part that differs.
   *
   * @param path such as {@code pool[w0][1].listen}, not null
   * @param before the old value, {@code (none)} if there was none; or else {@code added} or {@code
   *     removed} of an element of a set or a sequence
   * @param after the new value, or the element; not null
   */
  public record Change(String path, String before, String after) {
    private static final String ADDED = "added";
    private static final String REMOVED = "removed";

    /** Whether the part is an element of a set or a sequence, not a whole value. */
    public boolean isOfElement() {
      return before.equals(ADDED) || before.equals(REMOVED);
    }

    /** Such as {@code x: 1 -> 2}, or {@code x: added 3}. */
    @Override
    public String toString() {
      return path + ": " + before + (isOfElement() ? " " : " -> ") + after;
    }
  }

  /**
   * @param before variable to value
   * @param after the same variables
   * @param leftOut ignored variables
   * @return one line per part that differs, in the order of the variables
   */
  public static List<String> of(
      Map<String, TlaValue> before, Map<String, TlaValue> after, Set<String> leftOut) {
    return changes(before, after, leftOut).stream().map(Change::toString).toList();
  }

  /**
   * @param before variable to value, not null
   * @param after the same variables, not null
   * @param leftOut ignored variables, not null
   * @return the parts that differ, in the order of the variables
   */
  public static List<Change> changes(
      Map<String, TlaValue> before, Map<String, TlaValue> after, Set<String> leftOut) {
    StateDifference difference = new StateDifference();
    before.forEach(
        (variable, value) -> {
          if (!leftOut.contains(variable)) {
            difference.add(variable, value, after.get(variable));
          }
        });
    return difference.changes;
  }

  private void add(String path, TlaValue before, TlaValue after) {
    if (before.equals(after)) {
      return;
    }
    Change whole = new Change(path, before.toString(), after.toString());
    boolean isShort = whole.toString().length() <= SHORT;
    if (before instanceof TlaValue.FunctionValue one
        && after instanceof TlaValue.FunctionValue two) {
      add(one.mappings(), two.mappings(), key -> path + "[" + key + "]");
    } else if (before instanceof TlaValue.RecordValue one
        && after instanceof TlaValue.RecordValue two) {
      add(one.fields(), two.fields(), key -> path + "." + key);
    } else if (before instanceof TlaValue.TupleValue one
        && after instanceof TlaValue.TupleValue two) {
      boolean sameLength = one.elements().size() == two.elements().size();
      if (isShort && (!sameLength || isPlain(one.elements()) && isPlain(two.elements()))) {
        changes.add(whole);
      } else {
        addSequence(path, one.elements(), two.elements());
      }
    } else if (before instanceof TlaValue.SetValue one
        && after instanceof TlaValue.SetValue two
        && !isShort) {
      addSet(path, one, two);
    } else if (isFunction(before) && isFunction(after) && !(isShort && isReplaced(before, after))) {
      add(mappings(before), mappings(after), key -> path + "[" + key + "]");
    } else {
      changes.add(whole);
    }
  }

  private <K extends Comparable<? super K>> void add(
      Map<K, TlaValue> before, Map<K, TlaValue> after, Function<K, String> path) {
    TreeSet<K> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (K key : keys) {
      if (!before.containsKey(key)) {
        changes.add(new Change(path.apply(key), NONE, after.get(key).toString()));
      } else if (!after.containsKey(key)) {
        changes.add(new Change(path.apply(key), before.get(key).toString(), NONE));
      } else {
        add(path.apply(key), before.get(key), after.get(key));
      }
    }
  }

  private void addSet(String path, TlaValue.SetValue before, TlaValue.SetValue after) {
    before.elements().stream()
        .filter(element -> !after.contains(element))
        .forEach(element -> changes.add(new Change(path, Change.REMOVED, element.toString())));
    after.elements().stream()
        .filter(element -> !before.contains(element))
        .forEach(element -> changes.add(new Change(path, Change.ADDED, element.toString())));
  }

  /** The part between the common prefix and the common suffix. */
  private void addSequence(String path, List<TlaValue> before, List<TlaValue> after) {
    int shorter = Math.min(before.size(), after.size());
    int begin = 0;
    while (begin < shorter && before.get(begin).equals(after.get(begin))) {
      begin++;
    }
    int end = 0;
    while (end < shorter - begin
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    List<TlaValue> old = before.subList(begin, before.size() - end);
    List<TlaValue> now = after.subList(begin, after.size() - end);
    int both = Math.min(old.size(), now.size());
    for (int i = 0; i < both; i++) {
      add(at(path, begin + i), old.get(i), now.get(i));
    }
    for (int i = both; i < old.size(); i++) {
      changes.add(new Change(at(path, begin + i), Change.REMOVED, old.get(i).toString()));
    }
    for (int i = both; i < now.size(); i++) {
      changes.add(new Change(at(path, begin + i), Change.ADDED, now.get(i).toString()));
    }
  }

  private static String at(String path, int index) {
    return path + "[" + (index + 1) + "]";
  }

  /** In TLA+ sequences and records are functions. */
  private static boolean isFunction(TlaValue value) {
    return value instanceof TlaValue.TupleValue
        || value instanceof TlaValue.RecordValue
        || value instanceof TlaValue.FunctionValue;
  }

  /** If one is empty, or a sequence replaces a record, keys are not comparable. */
  private static boolean isReplaced(TlaValue one, TlaValue two) {
    return one.equals(TlaValue.tuple())
        || two.equals(TlaValue.tuple())
        || !(one instanceof TlaValue.FunctionValue || two instanceof TlaValue.FunctionValue);
  }

  private static SortedMap<TlaValue, TlaValue> mappings(TlaValue value) {
    if (value instanceof TlaValue.FunctionValue function) {
      return function.mappings();
    }
    SortedMap<TlaValue, TlaValue> mappings = new TreeMap<>();
    if (value instanceof TlaValue.RecordValue fields) {
      fields.fields().forEach((name, at) -> mappings.put(TlaValue.string(name), at));
    } else {
      List<TlaValue> elements = value.elements();
      for (int i = 0; i < elements.size(); i++) {
        mappings.put(TlaValue.of(i + 1), elements.get(i));
      }
    }
    return mappings;
  }

  /** A short sequence of names is easier to read whole than element by element. */
  private static boolean isPlain(List<TlaValue> elements) {
    return elements.stream()
        .allMatch(
            element ->
                element instanceof TlaValue.ModelValue
                    || element instanceof TlaValue.StringValue
                    || element instanceof TlaValue.IntValue
                    || element instanceof TlaValue.BigValue
                    || element instanceof TlaValue.BoolValue);
  }
}
