package org.vlsverify.sessions.design.optimistic;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IL_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** Publication: one write makes earlier writes visible. */
public final class Publication {
  private Publication() {}

  /**
   * The element is filled in, under its lock, before the handle is written into the parent's copy;
   * a reader of the handle finds the element filled in.
   */
  @JCStressTest
  @Description(
      "A listener's private session gets its first subscriber; another thread of the listener asks "
          + "for the owner, and how it listens. Argument: Copy.become publishes the element that "
          + "Forking.fill has filled in.")
  @Outcome(id = "-1, LISTEN", expect = Expect.ACCEPTABLE, desc = "Asked while it was private.")
  @Outcome(id = "0, LISTEN", expect = Expect.ACCEPTABLE, desc = "Asked when it was shared.")
  @Outcome(
      expect = Expect.FORBIDDEN,
      desc = "The handle of the shared data was read, but not its content.")
  @State
  public static class FilledInBeforeHandle {
    private final SharedSessions sessions =
        Family.forking(Design.OPTIMISTIC, ThreadModel.MULTI_THREADED);

    /** Called by jcstress. */
    public FilledInBeforeHandle() {}

    /** Shares. */
    @Actor
    public void forker() {
      sessions.forkShareNext(Family.CHILD);
    }

    /**
     * Queries.
     *
     * @param r the owner, and how the worker listens
     */
    @Actor
    public void asker(IL_Result r) {
      r.r1 = sessions.owner(Family.PARENT, Family.SESSION);
      r.r2 = sessions.listenState(Family.PARENT, Family.SESSION);
    }
  }

  /**
   * The child's table and copies are written plainly while it is being forked; that it is live
   * publishes them.
   */
  @JCStressTest
  @Description(
      "A child becomes live; another thread queries the owner for the child of an inherited session, and "
          + "whether the parent shares it. Argument: the volatile life publishes the child's table, "
          + "which CopyTable.addUnseen and Copy.begin have written plainly.")
  @Outcome(id = "-1, false", expect = Expect.ACCEPTABLE, desc = "Not live yet.")
  @Outcome(id = "-1, true", expect = Expect.ACCEPTABLE, desc = "It became live in between.")
  @Outcome(id = "0, true", expect = Expect.ACCEPTABLE, desc = "It is live.")
  @Outcome(
      expect = Expect.FORBIDDEN,
      desc = "The child was seen live, but not with all that it has inherited.")
  @State
  public static class TableBeforeLife {
    private final SharedSessions sessions =
        Family.forking(Design.OPTIMISTIC, ThreadModel.MULTI_THREADED);

    /** Called by jcstress. */
    public TableBeforeLife() {}

    /** Ends the fork. */
    @Actor
    public void forker() {
      finishFork(sessions);
    }

    /**
     * Queries.
     *
     * @param r the owner, and whether the parent shares the other session
     */
    @Actor
    public void asker(IZ_Result r) {
      r.r1 = sessions.owner(Family.CHILD, Family.SESSION);
      r.r2 = sessions.isSharedBy(Family.CHILD, Family.OTHER_SESSION, Family.PARENT);
    }
  }

  /** How a thread that calls for a forking child finds it. */
  private static int firstStep(SharedSessions sessions) {
    return switch (sessions.unshare(Family.CHILD, Family.SESSION)) {
      case WORKER_NOT_LIVE -> -1;
      case UNSHARED -> 1;
      default -> 0;
    };
  }

  private static void finishFork(SharedSessions sessions) {
    sessions.forkShareNext(Family.CHILD);
    sessions.forkShareNext(Family.CHILD);
    sessions.forkComplete(Family.CHILD);
  }

  /**
   * {@link ThreadModel#SINGLE_THREADED}: the thread of the child need not synchronize with the
   * thread that forked it, although no lock keeps the two apart.
   */
  @Description(
      "Workers have one thread each. A child becomes live, while its own thread already tries to "
          + "leave an inherited session. Argument: that the child is live is written after all that "
          + "it inherits, and read before any of it.")
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "The child was not live yet.")
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The child was live, and left the session.")
  @Outcome(
      id = "0",
      expect = Expect.FORBIDDEN,
      desc = "The child was live, but did not have the session it has inherited.")
  private static final class FirstStep {}

  /** The design of the C source. */
  @JCStressTest
  @JCStressMeta(FirstStep.class)
  @State
  public static class FirstStepOfLocked {
    private final SharedSessions sessions =
        Family.forking(Design.LOCKED, ThreadModel.SINGLE_THREADED);

    /** Called by jcstress. */
    public FirstStepOfLocked() {}

    /** Ends the fork. */
    @Actor
    public void forker() {
      finishFork(sessions);
    }

    /**
     * Calls for the child.
     *
     * @param r whether it has left
     */
    @Actor
    public void child(I_Result r) {
      r.r1 = firstStep(sessions);
    }
  }

  /** The design whose queries take no lock. */
  @JCStressTest
  @JCStressMeta(FirstStep.class)
  @State
  public static class FirstStepOfOptimistic {
    private final SharedSessions sessions =
        Family.forking(Design.OPTIMISTIC, ThreadModel.SINGLE_THREADED);

    /** Called by jcstress. */
    public FirstStepOfOptimistic() {}

    /** Ends the fork. */
    @Actor
    public void forker() {
      finishFork(sessions);
    }

    /**
     * Calls for the child.
     *
     * @param r whether it has left
     */
    @Actor
    public void child(I_Result r) {
      r.r1 = firstStep(sessions);
    }
  }
}
