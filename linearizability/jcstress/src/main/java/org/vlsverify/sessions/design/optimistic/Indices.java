package org.vlsverify.sessions.design.optimistic;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** The stack of free indices. */
public final class Indices {
  private Indices() {}

  /** Two concurrent takes. */
  @JCStressTest
  @Description(
      "Two threads take one of two free indices each. Argument: the compare-and-set of the stack's "
          + "word.")
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "One was first.")
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "One was first.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "An index was given out twice, or not at all.")
  @State
  public static class TakenOnce {
    private final FreeIndices free = new FreeIndices(2);

    /** Called by jcstress. */
    public TakenOnce() {}

    /**
     * Takes.
     *
     * @param r the index
     */
    @Actor
    public void one(II_Result r) {
      r.r1 = free.take();
    }

    /**
     * Takes.
     *
     * @param r the index
     */
    @Actor
    public void other(II_Result r) {
      r.r2 = free.take();
    }
  }

  /** The writes of the former holder of an index are visible to the next one. */
  @JCStressTest
  @Description(
      "One thread writes a plain field and frees an index; another takes it and reads the field. Argument: "
          + "both change the stack's word by compare-and-set.")
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "It was not free yet.")
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It was free, and the field is seen.")
  @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "It was free, but the field is not seen.")
  @State
  public static class FreedBeforeTaken {
    private final FreeIndices free = new FreeIndices(1);
    private int field;

    /** The index is taken. */
    public FreedBeforeTaken() {
      free.take();
    }

    /** Frees. */
    @Actor
    public void releaser() {
      field = 1;
      free.beginRelease();
      free.release(0);
    }

    /**
     * Takes.
     *
     * @param r the field, or -1
     */
    @Actor
    public void taker(I_Result r) {
      r.r1 = free.take() == FreeIndices.NONE ? -1 : field;
    }
  }

  /** The version distinguishes stacks with the same top (ABA). */
  @JCStressTest
  @Description(
      "One thread takes an index; the other takes two, and frees the first. At the end each index "
          + "must be there once. Argument: the version in the stack's word; what is below a top is "
          + "read and written plainly.")
  @Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "Each index is free, or taken once.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "An index was given out twice, or is lost.")
  @State
  public static class NeverLost {
    private static final int COUNT = 3;

    private final FreeIndices free = new FreeIndices(COUNT);
    private int taken;
    private int kept;

    /** Called by jcstress. */
    public NeverLost() {}

    /** Takes one. */
    @Actor
    public void taker() {
      taken = free.take();
    }

    /** Takes two, and frees the first. */
    @Actor
    public void changer() {
      int freed = free.take();
      kept = free.take();
      free.beginRelease();
      free.release(freed);
    }

    /**
     * Takes the remaining indices.
     *
     * @param r the number of different indices; 0 if one is there twice
     */
    @Arbiter
    public void all(I_Result r) {
      int seen = 1 << taken | 1 << kept;
      boolean twice = taken == kept;
      for (int index = free.take(); index != FreeIndices.NONE; index = free.take()) {
        twice |= (seen & 1 << index) != 0;
        seen |= 1 << index;
        if (twice) {
          break;
        }
      }
      r.r1 = twice ? 0 : Integer.bitCount(seen);
    }
  }
}
