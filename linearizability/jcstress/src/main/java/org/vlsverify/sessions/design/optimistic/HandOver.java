package org.vlsverify.sessions.design.optimistic;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.design.Design;

/**
 * What a thread has done before it changes something by an operation happens-before whatever a
 * thread does after an operation that has seen the change: {@link SharedSessions} promises that for
 * all designs. Here the one writes a plain field, and begins to wait for connections; the other one
 * asks whether it waits, and reads the field.
 */
public final class HandOver {
  private HandOver() {}

  private static final String WHAT =
      "A worker writes a field, and waits for connections on a shared session; who has seen that "
          + "it waits must see the field written. Argument: the element's lock in epollAdd, and "
          + "the read that isListener counts.";
  private static final String NOT_SEEN = "It was not waiting yet.";
  private static final String SEEN = "It waits, and the field is written.";
  private static final String WRONG = "It waits, but the field is not written.";

  /** One lock for everything. */
  @JCStressTest
  @Description(WHAT)
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = NOT_SEEN)
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = SEEN)
  @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = WRONG)
  @State
  public static class GlobalLock {
    private final SharedSessions sessions = Family.sharing(Design.GLOBAL_LOCK);
    private int field;

    /** For jcstress. */
    public GlobalLock() {}

    /** Writes. */
    @Actor
    public void writer() {
      field = 1;
      sessions.epollAdd(Family.PARENT, Family.SESSION);
    }

    /**
     * Reads.
     *
     * @param r the field, or -1
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = sessions.isListener(Family.CHILD, Family.SESSION, Family.PARENT) ? field : -1;
    }
  }

  /** The source's design. */
  @JCStressTest
  @Description(WHAT)
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = NOT_SEEN)
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = SEEN)
  @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = WRONG)
  @State
  public static class Locked {
    private final SharedSessions sessions = Family.sharing(Design.LOCKED);
    private int field;

    /** For jcstress. */
    public Locked() {}

    /** Writes. */
    @Actor
    public void writer() {
      field = 1;
      sessions.epollAdd(Family.PARENT, Family.SESSION);
    }

    /**
     * Reads.
     *
     * @param r the field, or -1
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = sessions.isListener(Family.CHILD, Family.SESSION, Family.PARENT) ? field : -1;
    }
  }

  /** The design whose queries take no lock. */
  @JCStressTest
  @Description(WHAT)
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = NOT_SEEN)
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = SEEN)
  @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = WRONG)
  @State
  public static class Optimistic {
    private final SharedSessions sessions = Family.sharing(Design.OPTIMISTIC);
    private int field;

    /** For jcstress. */
    public Optimistic() {}

    /** Writes. */
    @Actor
    public void writer() {
      field = 1;
      sessions.epollAdd(Family.PARENT, Family.SESSION);
    }

    /**
     * Reads.
     *
     * @param r the field, or -1
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = sessions.isListener(Family.CHILD, Family.SESSION, Family.PARENT) ? field : -1;
    }
  }
}
