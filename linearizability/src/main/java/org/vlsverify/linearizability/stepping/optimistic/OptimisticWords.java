package org.vlsverify.linearizability.stepping.optimistic;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.vlsverify.linearizability.stepping.StepState;

/** A state in words, as the specification and the objects of the design both say it. */
final class OptimisticWords {
  private final StepState.Builder parts = new StepState.Builder();

  static String table(int worker) {
    return "the table of w" + worker;
  }

  static String life(int worker) {
    return "the life of w" + worker;
  }

  static String element(int index) {
    return "the lock of element " + index;
  }

  void lives(int worker, String life, int parent) {
    parts.life(worker, life);
    parts.parent(worker, parent);
  }

  void busy(int worker, int slot, int session) {
    copy(worker, slot, session, "busy");
  }

  void privateCopy(int worker, int slot, int session, boolean listens, boolean waits) {
    String listening = (listens ? ", listens" : "") + (waits ? ", waits" : "");
    copy(worker, slot, session, "private" + listening);
  }

  /**
   * @param current whether the element is still that of the session
   */
  void sharedCopy(int worker, int slot, int session, int element, boolean current) {
    copy(worker, slot, session, "element " + element + (current ? "" : " of an earlier use"));
  }

  private void copy(int worker, int slot, int session, String words) {
    parts.part("copy of w" + worker + " in slot " + slot, "s" + session + ", " + words);
  }

  /**
   * An element in use.
   *
   * @param notice in the words of the specification
   */
  void element(
      int index,
      int session,
      int owner,
      List<Integer> subscribers,
      Set<Integer> listening,
      Set<Integer> attached,
      Set<Integer> waiting,
      String notice) {
    parts.part(
        "element " + index,
        "s%d, owner w%d, subscribers %s, listening %s, attached %s, waiting %s, notice %s"
            .formatted(
                session,
                owner,
                subscribers,
                new TreeSet<>(listening),
                new TreeSet<>(attached),
                new TreeSet<>(waiting),
                notice));
  }

  /**
   * The free indices.
   *
   * @param indices the one on top comes first
   */
  void stack(List<Integer> indices, int releasing, boolean held) {
    parts.freeIndices(indices);
    parts.part("indices about to be freed", Integer.toString(releasing));
    if (held) {
      parts.part("freeing of indices", "stopped");
    }
  }

  void holds(String thread, String lock) {
    parts.holds(thread, lock, true);
  }

  StepState build() {
    return parts.build();
  }
}
