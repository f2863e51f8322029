package org.vlsverify.sessions.design.optimistic;

import java.util.concurrent.locks.StampedLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ThreadModel;

/**
 * What goes wrong if an ordering argument is dropped. jcstress must find it, or the tests of that
 * argument are worth nothing on this machine.
 *
 * <p>Only what any machine shows in a short time is here: processors of the x86 family delay writes
 * behind later reads, but keep reads in order, and writes too. So a plain write in place of one
 * with release semantics would seldom be found; that takes a machine with weaker ordering.
 */
public final class NegativeControls {
  private NegativeControls() {}

  /** With release semantics, as the end of a shared copy is written; here nobody locks it. */
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

    /** For jcstress. */
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

  /** As a query reads an element, but for the stamp. */
  @JCStressTest
  @Description("What was read of an element counts, although it was changed meanwhile.")
  @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Both before the change.")
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Both after the change.")
  @Outcome(
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "The owner of one moment, and how many subscribers have left at another one.")
  @State
  public static class StampNotValidated {
    private final StampedLock lock = new StampedLock();
    private int owner;
    private int left;

    /** For jcstress. */
    public StampNotValidated() {}

    /** The owner changes. */
    @Actor
    public void writer() {
      long stamp = lock.writeLock();
      left = 1;
      owner = 1;
      lock.unlockWrite(stamp);
    }

    /**
     * Reads both.
     *
     * @param r the owner, and how many have left
     */
    @Actor
    public void reader(II_Result r) {
      lock.tryOptimisticRead();
      r.r1 = owner;
      r.r2 = left;
    }
  }

  /** As a query, but for the second look. */
  @JCStressTest
  @Description("Who asks looks whether it is live before it reads the element, and not after that.")
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "It was dead.")
  @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "It was live, and not the owner yet.")
  @Outcome(
      id = "1",
      expect = Expect.ACCEPTABLE_INTERESTING,
      desc = "The dead worker was told that it is the owner; it became that after its death.")
  @State
  public static class LifeNotLookedAtAgain {
    private final Worker worker = new Worker(1, Life.LIVE, null, 1, ThreadModel.MULTI_THREADED);
    private volatile int owner;

    /** For jcstress. */
    public LifeNotLookedAtAgain() {}

    /** The worker dies, and becomes the owner. */
    @Actor
    public void killer() {
      worker.setLife(Life.DEAD);
      owner = 1;
    }

    /**
     * Asks.
     *
     * @param r the owner, or -1
     */
    @Actor
    public void asker(I_Result r) {
      r.r1 = worker.isLive() ? owner : -1;
    }
  }
}
