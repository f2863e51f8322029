package org.vlsverify.linearizability.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Zeller's delta debugging of a list: omits elements that a failure does not need, first in large
 * pieces, at last one by one.
 */
final class DeltaDebugging {
  private DeltaDebugging() {}

  /**
   * Finds a 1-minimal sublist, in which no single element can be omitted. It goes from the end to
   * the beginning, since later elements often need earlier ones.
   *
   * @param failing not changed
   * @param fails whether a list fails; deterministic
   * @return elements of the list in their order, which fail
   * @throws IllegalArgumentException if the list itself does not fail
   */
  static <T> List<T> minimal(List<T> failing, Predicate<List<T>> fails) {
    if (!fails.test(failing)) {
      throw new IllegalArgumentException("It does not fail: " + failing);
    }
    List<T> rest = List.copyOf(failing);
    int size = rest.size();
    boolean smaller = true;
    while (size > 1 || smaller) {
      size = Math.max(1, size / 2);
      smaller = false;
      for (int to = rest.size(); to > 0; to -= size) {
        List<T> without = without(rest, Math.max(0, to - size), to);
        if (fails.test(without)) {
          rest = without;
          smaller = true;
        }
      }
    }
    return rest;
  }

  private static <T> List<T> without(List<T> list, int from, int to) {
    List<T> rest = new ArrayList<>(list);
    rest.subList(from, to).clear();
    return rest;
  }
}
