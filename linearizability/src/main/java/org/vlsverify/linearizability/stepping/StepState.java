package org.vlsverify.linearizability.stepping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A state between two steps, as words: the name of each part, such as {@code element 1}, to what it
 * is. What a specification says and what the objects of a design say can be compared so.
 *
 * @param parts without the parts of which there is nothing to say
 */
public record StepState(SortedMap<String, String> parts) {
  private static final String NOTHING = "nothing";

  /** Copies the map. */
  public StepState {
    parts = Collections.unmodifiableSortedMap(parts);
  }

  /** One line for each part in which the other state is not as expected. */
  public List<String> differences(StepState actual) {
    List<String> lines = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(parts.keySet());
    names.addAll(actual.parts.keySet());
    for (String name : names) {
      String wanted = parts.getOrDefault(name, NOTHING);
      String found = actual.parts.getOrDefault(name, NOTHING);
      if (!wanted.equals(found)) {
        lines.add("%s: expected %s, is %s".formatted(name, wanted, found));
      }
    }
    return lines;
  }

  /** Collects the parts of a state of sessions that workers share. Not thread-safe. */
  public static final class Builder {
    private final SortedMap<String, String> parts = new TreeMap<>();

    /** The life of a worker, in the words of the specification. */
    public void life(int worker, String life) {
      parts.put("life of w" + worker, life);
    }

    /** A negative one stands for nobody. */
    public void parent(int worker, int parent) {
      if (parent >= 0) {
        parts.put("parent of w" + worker, "w" + parent);
      }
    }

    /**
     * @param element of the shared data; 0 for a private copy, negative for one that was left
     * @param listening in the words of the specification
     */
    public void copy(
        int worker, int slot, int session, int element, String listening, boolean waits) {
      String whose = element == 0 ? "private" : element < 0 ? "left" : "element " + element;
      parts.put(
          "copy of w" + worker + " in slot " + slot,
          "s" + session + ", " + whose + ", " + listening + (waits ? ", waits" : ""));
    }

    /** The shared data of a session. */
    public void element(
        int index, int session, int owner, List<Integer> subscribers, List<Integer> listeners) {
      parts.put(
          "element " + index,
          "s%s, owner w%s, subscribers %s, listeners %s"
              .formatted(session, owner, workers(subscribers), workers(listeners)));
    }

    /** The free indices, the next one first. */
    public void freeIndices(List<Integer> indices) {
      parts.put("free indices", indices.toString());
    }

    /** The unread notices to a worker. */
    public void notices(int worker, int session, int notices) {
      if (notices > 0) {
        parts.put("notices to w" + worker + " of s" + session, Integer.toString(notices));
      }
    }

    /**
     * @param lock in words
     */
    public void holds(String thread, String lock, boolean toWrite) {
      parts.merge(
          lock,
          "held by " + (toWrite ? LockWords.toWrite(thread) : LockWords.toRead(thread)),
          (one, two) -> one.compareTo(two) < 0 ? one + ", " + two : two + ", " + one);
    }

    /** A part by its name, in words. */
    public void part(String name, String words) {
      parts.put(name, words);
    }

    /** The state so far. */
    public StepState build() {
      return new StepState(parts);
    }

    private static String workers(List<Integer> workers) {
      return workers.stream().map(worker -> "w" + worker).toList().toString();
    }
  }
}
