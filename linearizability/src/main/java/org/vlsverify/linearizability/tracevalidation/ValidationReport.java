package org.vlsverify.linearizability.tracevalidation;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which runs are behaviours of the specification, and what of it they have. Immutable.
 *
 * @param runs how many runs there were
 * @param events how many events they have
 * @param states how many states TLC met
 * @param rejections one for each run that is no behaviour, in the order of the runs
 * @param steps name of a step of the specification to how often it was taken
 * @param pairs two steps, of different threads, one after the other, to how often
 */
public record ValidationReport(
    int runs,
    long events,
    long states,
    List<Rejection> rejections,
    SortedMap<String, Integer> steps,
    SortedMap<String, Integer> pairs) {

  /**
   * A run that is no behaviour.
   *
   * @param run its position, from 0
   * @param line of its file in which the first event is that fits no step
   * @param sentence what is wrong with the event
   * @param message all of it, in words
   */
  public record Rejection(int run, int line, String sentence, String message) {}

  /** Copies all. */
  public ValidationReport {
    rejections = List.copyOf(rejections);
    steps = new TreeMap<>(steps);
    pairs = new TreeMap<>(pairs);
  }
}
