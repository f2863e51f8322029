package org.vlsverify.sessions.design.optimistic;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.design.Design;

/**
 * Each of two threads changes something, and then queries the change of the other one. In any order
 * of the two, one of them sees the change of the other, unless a change is still in the store
 * buffer of a processor after the operation.
 */
public final class StoreBuffers {
  private StoreBuffers() {}

  /** A private copy, which is made busy and then written with release semantics. */
  @JCStressTest
  @Description(
      "Two threads of a worker listen on one of its private sessions each, and ask how the worker "
          + "listens on the other one. Argument: Copy.acquire is a compare-and-set, and a thread "
          + "that reads a busy copy waits.")
  @Outcome(id = "LISTEN, LISTEN", expect = Expect.ACCEPTABLE, desc = "Both saw the other's change.")
  @Outcome(id = "NONE, LISTEN", expect = Expect.ACCEPTABLE, desc = "One was first.")
  @Outcome(id = "LISTEN, NONE", expect = Expect.ACCEPTABLE, desc = "One was first.")
  @Outcome(
      id = "NONE, NONE",
      expect = Expect.FORBIDDEN,
      desc = "The worker listened on both, and neither thread saw the other one's change.")
  @State
  public static class ListenPrivate {
    private final SharedSessions sessions = Family.opened(Design.OPTIMISTIC);

    /** Called by jcstress. */
    public ListenPrivate() {}

    /**
     * Listens on one.
     *
     * @param r how the worker listens on the other one
     */
    @Actor
    public void one(LL_Result r) {
      sessions.listen(Family.PARENT, Family.SESSION);
      r.r1 = sessions.listenState(Family.PARENT, Family.OTHER_SESSION);
    }

    /**
     * Listens on the other.
     *
     * @param r how the worker listens on the first one
     */
    @Actor
    public void other(LL_Result r) {
      sessions.listen(Family.PARENT, Family.OTHER_SESSION);
      r.r2 = sessions.listenState(Family.PARENT, Family.SESSION);
    }
  }

  /** A shared session; the end of the copy is written with release semantics only. */
  @JCStressTest
  @Description(
      "Two workers leave one of two shared sessions each, and ask for the owner of the other one, "
          + "for the worker that has left it. Argument: the element's lock is released by a volatile "
          + "write; Copy.end needs none, since the element says that the worker has left.")
  @Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "Both saw the other's change.")
  @Outcome(id = "-1, 0", expect = Expect.ACCEPTABLE, desc = "One was first.")
  @Outcome(id = "0, -1", expect = Expect.ACCEPTABLE, desc = "One was first.")
  @Outcome(
      expect = Expect.FORBIDDEN,
      desc = "Both had left, and both threads still saw the other one subscribed.")
  @State
  public static class LeaveShared {
    private final SharedSessions sessions = Family.sharing(Design.OPTIMISTIC);

    /** Called by jcstress. */
    public LeaveShared() {}

    /**
     * The child leaves one session.
     *
     * @param r the owner of the other one, for the parent
     */
    @Actor
    public void child(II_Result r) {
      sessions.unshare(Family.CHILD, Family.SESSION);
      r.r1 = sessions.owner(Family.PARENT, Family.OTHER_SESSION);
    }

    /**
     * The parent leaves the other one.
     *
     * @param r the owner of the first one, for the child
     */
    @Actor
    public void parent(II_Result r) {
      sessions.unshare(Family.PARENT, Family.OTHER_SESSION);
      r.r2 = sessions.owner(Family.CHILD, Family.SESSION);
    }
  }

  /** A flag of the element. */
  @JCStressTest
  @Description(
      "Parent and child begin to wait for connections on one of two shared sessions each, and ask "
          + "whether the other one waits on the other one. Argument: the element's lock is released "
          + "by a volatile write, and read by a volatile read.")
  @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "Both saw the other's change.")
  @Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "One was first.")
  @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "One was first.")
  @Outcome(
      id = "false, false",
      expect = Expect.FORBIDDEN,
      desc = "Both waited for connections, and neither saw the other one waiting.")
  @State
  public static class WaitForConnections {
    private final SharedSessions sessions = Family.sharing(Design.OPTIMISTIC);

    /** Called by jcstress. */
    public WaitForConnections() {}

    /**
     * The parent waits on one.
     *
     * @param r whether the child waits on the other
     */
    @Actor
    public void parent(ZZ_Result r) {
      sessions.epollAdd(Family.PARENT, Family.SESSION);
      r.r1 = sessions.isListener(Family.PARENT, Family.OTHER_SESSION, Family.CHILD);
    }

    /**
     * The child waits on the other.
     *
     * @param r whether the parent waits on the first
     */
    @Actor
    public void child(ZZ_Result r) {
      sessions.epollAdd(Family.CHILD, Family.OTHER_SESSION);
      r.r2 = sessions.isListener(Family.CHILD, Family.SESSION, Family.PARENT);
    }
  }
}
