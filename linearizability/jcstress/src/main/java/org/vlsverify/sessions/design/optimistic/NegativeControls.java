package org.vlsverify.sessions.design.optimistic;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.StampedLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;
import org.vlsverify.sessions.Life;

/**
 * Failures without one of the ordering arguments. jcstress must find each; otherwise the tests of
 * that argument show nothing on this machine.
 *
 * <p>Only failures that show within a short time on an x86 processor are here. Such a processor
 * delays writes behind later reads ({@link ReleaseInsteadOfVolatile}), but keeps the order of reads
 * and that of writes; only the compiler reorders those, and only if they are plain ({@link
 * PlainHandle}). The other controls need no reordering, only an interleaving. So missing acquire or
 * release semantics are not found here if the compiler keeps the order; that needs a processor with
 * weaker ordering.
 */
public final class NegativeControls {
  private NegativeControls() {}

  /** With release semantics, as the end of a shared copy is written; but without a lock. */
  @JCStressTest
  @Description(
      "A private copy is made gone by a write with release semantics, and was not made busy first.")
  @Outcome(
      id = "false, false",
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "Both were closed, and neither saw the other one closed.")
  @Outcome(expect = Expect.ACCEPTABLE, desc = "One saw the other one closed.")
  @State
  public static class ReleaseInsteadOfVolatile {
    private final Copy one = copy();
    private final Copy other = copy();

    /** Called by jcstress. */
    public ReleaseInsteadOfVolatile() {}

    private static Copy copy() {
      Copy copy = new Copy(null, 0, 0);
      copy.become(Copy.opened());
      return copy;
    }

    /**
     * Closes one.
     *
     * @param r whether the other is closed
     */
    @Actor
    public void one(ZZ_Result r) {
      one.end();
      r.r1 = other.await() == Copy.GONE;
    }

    /**
     * Closes the other.
     *
     * @param r whether the first is closed
     */
    @Actor
    public void other(ZZ_Result r) {
      other.end();
      r.r2 = one.await() == Copy.GONE;
    }
  }

  /** The read of an element by a query, without the stamp. */
  @JCStressTest
  @Description(
      "The owner leaves; a read of the element is accepted although the element was changed.")
  @Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "Both before the owner left.")
  @Outcome(id = "false, 1", expect = Expect.ACCEPTABLE, desc = "Both after the owner left.")
  @Outcome(
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "The owner of one moment with the subscribers of another.")
  @State
  public static class StampNotValidated {
    private final OneElement data = new OneElement();

    /** Called by jcstress. */
    public StampNotValidated() {}

    /** The owner leaves. */
    @Actor
    public void leaver() {
      data.passOn();
    }

    /**
     * Reads both.
     *
     * @param r whether the former owner is subscribed, and the present owner
     */
    @Actor
    public void asker(ZI_Result r) {
      data.element.lock().tryOptimisticRead();
      r.r1 = data.element.isSubscribed(OneElement.OWNER);
      r.r2 = data.element.owner();
    }
  }

  /** A query without the second check of the life. */
  @JCStressTest
  @Description("A query checks the life of the caller before it reads the element, but not after.")
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "It was dead.")
  @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "It was live, and not the owner yet.")
  @Outcome(
      id = "1",
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc =
          "The dead worker got the answer that it is the owner, which it became after its death.")
  @State
  public static class LifeNotLookedAtAgain {
    private final OneElement data = new OneElement();

    /** Called by jcstress. */
    public LifeNotLookedAtAgain() {}

    /** The worker dies, and becomes the owner. */
    @Actor
    public void killer() {
      data.heir.setLife(Life.DEAD);
      data.passOn();
    }

    /**
     * Queries.
     *
     * @param r the owner, or -1
     */
    @Actor
    public void asker(I_Result r) {
      r.r1 = data.heir.isLive() ? owner() : -1;
    }

    private int owner() {
      long handle = Copy.handle(data.heir.find(Family.SESSION).await());
      SharedElement element = data.elements.at(handle);
      StampedLock lock = element.lock();
      while (true) {
        long stamp = lock.tryOptimisticRead();
        int owner = element.owner();
        if (lock.validate(stamp)) {
          return owner;
        }
      }
    }
  }

  /** The write of the handle to the parent's copy, without a volatile word. */
  @JCStressTest
  @Description("The handle is written, and read, plainly: nothing orders it and the element.")
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "The session was private.")
  @Outcome(id = "4", expect = Expect.ACCEPTABLE, desc = "It was shared, and the element filled in.")
  @Outcome(
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "The handle was read, but not all that is in the element.")
  @State
  public static class PlainHandle {
    private int generation;
    private int session;
    private int handle;
    private int owner;
    private int subscribed;

    /** Called by jcstress. */
    public PlainHandle() {}

    /** Shares. */
    @Actor
    public void forker() {
      generation = 1;
      session = 1;
      owner = 1;
      subscribed = 1;
      handle = 1;
    }

    /**
     * Queries.
     *
     * @param r how much of the element was seen, or -1
     */
    @Actor
    public void asker(I_Result r) {
      int found = handle;
      int seen = generation + session + owner + subscribed;
      r.r1 = found == 0 ? -1 : seen;
    }
  }

  /** The word of {@link FreeIndices} without the version. */
  @JCStressTest
  @Description(
      "Two threads take two indices each, and free their first. The stack's word has no version, so "
          + "that a stack with the same top is taken for the same stack (ABA).")
  @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "Each index is free, or taken once.")
  @Outcome(
      id = "false",
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "An index is free or taken a second time while it is in use; or it is lost.")
  @State
  public static class NoVersion {
    private static final int COUNT = 4;

    /** Indices are from 1 on here; 0 means none. */
    private final AtomicInteger top = new AtomicInteger(1);

    private final AtomicIntegerArray below = new AtomicIntegerArray(new int[] {0, 2, 3, 4, 0});
    private int keptByOne;
    private int keptByOther;

    /** Called by jcstress. */
    public NoVersion() {}

    private int take() {
      int now;
      do {
        now = top.get();
      } while (!top.compareAndSet(now, below.getPlain(now)));
      return now;
    }

    private void release(int index) {
      int now;
      do {
        now = top.get();
        below.setPlain(index, now);
      } while (!top.compareAndSet(now, index));
    }

    private int takeTwoAndFreeOne() {
      int freed = take();
      int kept = take();
      release(freed);
      return kept;
    }

    /** Takes and frees. */
    @Actor
    public void one() {
      keptByOne = takeTwoAndFreeOne();
    }

    /** Takes and frees. */
    @Actor
    public void other() {
      keptByOther = takeTwoAndFreeOne();
    }

    /**
     * Takes all indices.
     *
     * @param r whether each is there once
     */
    @Arbiter
    public void all(Z_Result r) {
      int seen = 1 << keptByOne | 1 << keptByOther;
      int next = top.get();
      for (int free = 0; free < COUNT - 2 && next != 0; free++) {
        seen |= 1 << next;
        next = below.get(next);
      }
      r.r1 = next == 0 && seen == ((1 << COUNT) - 1) << 1;
    }
  }

  /** A query without the generation. */
  @JCStressTest
  @Description(
      "The element of a session is reused for another one. The holder of the old handle does not "
          + "compare generations.")
  @Outcome(id = "false", expect = Expect.ACCEPTABLE, desc = "Not seen as shared by the stranger.")
  @Outcome(
      id = "true",
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "A subscriber of another session was reported for this session.")
  @State
  public static class GenerationNotCompared {
    private final OneElement data = new OneElement();

    /** Called by jcstress. */
    public GenerationNotCompared() {}

    /** All leave, and the element is used again. */
    @Actor
    public void changer() {
      data.useAgain();
    }

    /**
     * Queries.
     *
     * @param r whether the stranger shares the old session
     */
    @Actor
    public void asker(Z_Result r) {
      StampedLock lock = data.element.lock();
      long stamp = lock.tryOptimisticRead();
      boolean answer =
          data.element.isSubscribed(OneElement.OWNER)
              && data.element.isSubscribed(OneElement.STRANGER);
      r.r1 = lock.validate(stamp) && answer;
    }
  }

  /** The move of a table, in the wrong order. */
  @JCStressTest
  @Description("The new array of a table is published before the copies are in it.")
  @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "The session is found.")
  @Outcome(
      id = "false",
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "The worker seems to have lost the session.")
  @State
  public static class PublishedBeforeMoved {
    private volatile AtomicReferenceArray<Copy> places = new AtomicReferenceArray<>(1);

    /** A table with one session. */
    public PublishedBeforeMoved() {
      places.set(0, new Copy(null, 0, 0));
    }

    /** The table moves. */
    @Actor
    public void mover() {
      AtomicReferenceArray<Copy> before = places;
      AtomicReferenceArray<Copy> after = new AtomicReferenceArray<>(2);
      places = after;
      after.set(0, before.get(0));
    }

    /**
     * Looks for the session.
     *
     * @param r whether it was found
     */
    @Actor
    public void finder(Z_Result r) {
      r.r1 = places.get(0) != null;
    }
  }
}
