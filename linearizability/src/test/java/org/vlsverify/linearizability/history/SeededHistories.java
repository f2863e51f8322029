package org.vlsverify.linearizability.history;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.Transport;
import org.vlsverify.sessions.design.Design;

/** Properties of implementations with seeded defects, for {@link HistoryNegativeControlTest}. */
final class SeededHistories {
  private SeededHistories() {}

  /** Not found by replay: a shortest path does not use an element of shared data twice. */
  static final Defect INDEX_NEVER_FREED =
      new Defect(
          Design.LOCKED,
          "index-never-freed",
          "The last subscriber frees the element, but not its index.",
          "SharedDataPool",
          "elements[index] = null; free(index);",
          "elements[index] = null;");

  static final Defect UNSHARE_CLOSES_PRIVATE =
      new Defect(
          Design.LOCKED,
          "unshare-closes-private",
          "Unshare of a private session closes it.",
          "LockedSharedSessions",
          "return Outcome.NOT_SUBSCRIBED;",
          "return leaving.leave(leaver, copy);");

  /** Needs nine subscribers. */
  static final Defect POSITION_NOT_KEPT =
      new Defect(
          Design.OPTIMISTIC,
          "position-not-kept",
          "The position of a subscriber is not updated when it moves into the gap.",
          "Subscribers",
          "if (positions != null) { positions[worker.index()] = position; }",
          "if (positions != null && position == count) { positions[worker.index()] = position; }");

  /**
   * Not found with a complete comparison after each exit, since queries shorten the chain of
   * parents.
   */
  static final Defect ONE_GENERATION_BACK =
      new Defect(
          Design.OPTIMISTIC,
          "one-generation-back",
          "The parent of a worker whose parent is gone may be gone, too.",
          "Worker",
          "while (nearest != null && nearest.isGone()) {",
          "if (nearest != null && nearest.isGone()) {");

  static final Defect LAST_ELEMENT_NOT_USED =
      new Defect(
          Design.LOCKED,
          "last-element-not-used",
          "The pool of shared data counts as full with one free element.",
          "SharedDataPool",
          "return freeCount == 0;",
          "return freeCount == 0 || freeCount == 1 && elements.length > 4;");

  static final Defect FULL_SLOTS_MISCOUNTED =
      new Defect(
          Design.OPTIMISTIC,
          "full-slots-miscounted",
          "A private pool of more than eight slots has one slot less.",
          "Slots",
          "return count == capacity;",
          "return count == (capacity > FIRST_ROOM ? capacity - 1 : capacity);");

  static final Defect DEAD_INDEX_GIVEN_AWAY =
      new Defect(
          Design.OPTIMISTIC,
          "dead-index-given-away",
          "The index of a dead worker counts as free when it is the last one.",
          "LifeCycle",
          "while (before == null || before.isGone()) {",
          "while (before == null || before.isGone()"
              + " || before.life() == Life.DEAD && child == workers.length() - 1) {");

  /** The generation is compared with a full counter. */
  static final Defect GENERATION_IN_6_BITS =
      new Defect(
          Design.OPTIMISTIC,
          "generation-in-6-bits",
          "Handles have room for 64 generations of an element only.",
          "SharedElements",
          "INDEX_BITS = 30;",
          "INDEX_BITS = 56;");

  /** Listeners in a set of 32 bits. */
  private static final class ListenersIn32Bits extends ReferenceSharedSessions {
    ListenersIn32Bits(Bounds bounds, int root, Transport transport) {
      super(bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport);
    }

    @Override
    protected Set<Integer> listenersWith(Set<Integer> listeners, int w) {
      Set<Integer> with = new HashSet<>(listeners);
      with.add(w % 32);
      return with;
    }
  }

  /** Properties of an implementation with a defect; they fail. */
  abstract static class Seeded extends HistoryProperties {
    private final String subject;
    private final SharedSessionsFactory factory;

    Seeded(String subject, SharedSessionsFactory factory) {
      super("7");
      this.subject = subject;
      this.factory = factory;
    }

    Seeded(Defect defect) {
      this(defect.toString(), new MutatedImplementation(defect));
    }

    @Override
    protected Map<String, SharedSessionsFactory> subjects() {
      return new LinkedHashMap<>(Map.of(subject, factory));
    }

    @Override
    boolean isCoverageChecked() {
      return false;
    }

    @Override
    void record(String property, PropertyExecutionResult result, String command) {}
  }

  static final class ManyListeners extends Seeded {
    ManyListeners() {
      super("reference with listeners-in-32-bits", ListenersIn32Bits::new);
    }
  }

  static final class IndexNeverFreed extends Seeded {
    IndexNeverFreed() {
      super(INDEX_NEVER_FREED);
    }
  }

  static final class UnshareClosesPrivate extends Seeded {
    UnshareClosesPrivate() {
      super(UNSHARE_CLOSES_PRIVATE);
    }
  }

  static final class PositionNotKept extends Seeded {
    PositionNotKept() {
      super(POSITION_NOT_KEPT);
    }
  }

  static final class OneGenerationBack extends Seeded {
    OneGenerationBack() {
      super(ONE_GENERATION_BACK);
    }
  }

  static final class LastElementNotUsed extends Seeded {
    LastElementNotUsed() {
      super(LAST_ELEMENT_NOT_USED);
    }
  }

  static final class FullSlotsMiscounted extends Seeded {
    FullSlotsMiscounted() {
      super(FULL_SLOTS_MISCOUNTED);
    }
  }

  static final class DeadIndexGivenAway extends Seeded {
    DeadIndexGivenAway() {
      super(DEAD_INDEX_GIVEN_AWAY);
    }
  }

  static final class GenerationIn6Bits extends Seeded {
    GenerationIn6Bits() {
      super(GENERATION_IN_6_BITS);
    }
  }
}
