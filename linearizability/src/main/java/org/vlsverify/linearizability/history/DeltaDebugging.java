package org.vlsverify.linearizability.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Zeller's delta debugging, of a list: what is not needed for a failure is left out, first in large
 * pieces, at last one by one.
 */
final class DeltaDebugging {
  private DeltaDebugging() {}

  /**
   * A part of what fails from which no single element can be left out. From the end to the
   * beginning, since what comes later often needs what comes before, and not the other way round.
   *
   * @param failing not changed
   * @param fails whether a list fails in the way that counts; always says the same of the same
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
