package org.vlsverify.sessions.design.optimistic;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IL_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.LZ_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.Z_Result;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.design.Design;

/** Consistency of queries without a lock: they read one moment. */
public final class Consistency {
  private Consistency() {}

  /** With a valid stamp, flags and owner are of one moment. */
  @JCStressTest
  @Description(
      "The owner leaves; the other subscriber queries the owner, then whether the old owner is "
          + "subscribed. Argument: the stamp of the element's lock, in Queries.")
  @Outcome(id = "0, true", expect = Expect.ACCEPTABLE, desc = "Both before the owner left.")
  @Outcome(id = "0, false", expect = Expect.ACCEPTABLE, desc = "The owner left in between.")
  @Outcome(id = "1, false", expect = Expect.ACCEPTABLE, desc = "Both after the owner left.")
  @Outcome(
      expect = Expect.FORBIDDEN,
      desc = "The new owner was seen before the old one had left, or no owner.")
  @State
  public static class OwnerThenSubscriber {
    private final SharedSessions sessions = Family.sharing(Design.OPTIMISTIC);

    /** Called by jcstress. */
    public OwnerThenSubscriber() {}

    /** The owner leaves. */
    @Actor
    public void leaver() {
      sessions.unshare(Family.PARENT, Family.SESSION);
    }

    /**
     * Queries.
     *
     * @param r the owner, and whether the parent is subscribed
     */
    @Actor
    public void asker(IZ_Result r) {
      r.r1 = sessions.owner(Family.CHILD, Family.SESSION);
      r.r2 = sessions.isSharedBy(Family.CHILD, Family.SESSION, Family.PARENT);
    }
  }

  /** The same in the other order. */
  @JCStressTest
  @Description(
      "The owner leaves; the other subscriber queries whether it is subscribed, then the owner. "
          + "Argument: the stamp of the element's lock, in Queries.")
  @Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "Both before the owner left.")
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "The owner left in between.")
  @Outcome(id = "false, 1", expect = Expect.ACCEPTABLE, desc = "Both after the owner left.")
  @Outcome(
      expect = Expect.FORBIDDEN,
      desc = "The worker that had left was still seen as the owner, or no owner.")
  @State
  public static class SubscriberThenOwner {
    private final SharedSessions sessions = Family.sharing(Design.OPTIMISTIC);

    /** Called by jcstress. */
    public SubscriberThenOwner() {}

    /** The owner leaves. */
    @Actor
    public void leaver() {
      sessions.unshare(Family.PARENT, Family.SESSION);
    }

    /**
     * Queries.
     *
     * @param r whether the parent is subscribed, and the owner
     */
    @Actor
    public void asker(ZI_Result r) {
      r.r1 = sessions.isSharedBy(Family.CHILD, Family.SESSION, Family.PARENT);
      r.r2 = sessions.owner(Family.CHILD, Family.SESSION);
    }
  }

  /** The life of the caller is read after the validation of the stamp. */
  @JCStressTest
  @Description(
      "The child dies, and then the owner leaves, so that the dead child owns the session; another thread "
          + "queries the owner for the child. Argument: Queries reads the volatile life after it "
          + "has validated the stamp.")
  @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Asked before all that.")
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "The child is dead: no answer.")
  @Outcome(
      id = "1",
      expect = Expect.FORBIDDEN,
      desc = "The child got the answer that it is the owner, which it became after its death.")
  @State
  public static class NoAnswerAfterDeath {
    private final SharedSessions sessions = Family.sharing(Design.OPTIMISTIC);

    /** Called by jcstress. */
    public NoAnswerAfterDeath() {}

    /** Kills, and leaves. */
    @Actor
    public void killer() {
      sessions.die(Family.CHILD);
      sessions.unshare(Family.PARENT, Family.SESSION);
    }

    /**
     * Queries.
     *
     * @param r the owner
     */
    @Actor
    public void asker(I_Result r) {
      r.r1 = sessions.owner(Family.CHILD, Family.SESSION);
    }
  }

  /** After one refusal to a dead worker, all are refused. */
  @JCStressTest
  @Description(
      "The child dies; another thread queries the owner for the child, then how it listens. Argument: the "
          + "life is volatile, and never comes back.")
  @Outcome(id = "0, PASSIVE", expect = Expect.ACCEPTABLE, desc = "Both before its death.")
  @Outcome(id = "0, NONE", expect = Expect.ACCEPTABLE, desc = "It died in between.")
  @Outcome(id = "-1, NONE", expect = Expect.ACCEPTABLE, desc = "Both after its death.")
  @Outcome(
      expect = Expect.FORBIDDEN,
      desc = "The child got an answer after a refusal because of its death.")
  @State
  public static class SilentAfterDeath {
    private final SharedSessions sessions = Family.sharing(Design.OPTIMISTIC);

    /** Called by jcstress. */
    public SilentAfterDeath() {}

    /** Kills. */
    @Actor
    public void killer() {
      sessions.die(Family.CHILD);
    }

    /**
     * Queries.
     *
     * @param r the owner, and how the child listens
     */
    @Actor
    public void asker(IL_Result r) {
      r.r1 = sessions.owner(Family.CHILD, Family.SESSION);
      r.r2 = sessions.listenState(Family.CHILD, Family.SESSION);
    }
  }

  /** Flags of two workers change together. */
  @JCStressTest
  @Description(
      "The owner listens but does not wait for connections; a subscriber begins to wait, which makes "
          + "the owner passive. The owner asks how it listens, then whether the other one waits. "
          + "Argument: both are changed under the lock of the element, and its stamp says whether "
          + "what was read is of one moment.")
  @Outcome(id = "LISTEN, false", expect = Expect.ACCEPTABLE, desc = "Both before the change.")
  @Outcome(id = "LISTEN, true", expect = Expect.ACCEPTABLE, desc = "The change was in between.")
  @Outcome(id = "PASSIVE, true", expect = Expect.ACCEPTABLE, desc = "Both after the change.")
  @Outcome(
      expect = Expect.FORBIDDEN,
      desc = "The owner was seen passive before the other worker waits, or as no listener.")
  @State
  public static class PassiveSinceAnotherWaits {
    private final SharedSessions sessions = Family.sharing(Design.OPTIMISTIC);

    /** Called by jcstress. */
    public PassiveSinceAnotherWaits() {}

    /** Begins to wait. */
    @Actor
    public void waiter() {
      sessions.epollAdd(Family.CHILD, Family.SESSION);
    }

    /**
     * Queries.
     *
     * @param r how the owner listens, and whether the other one waits
     */
    @Actor
    public void asker(LZ_Result r) {
      r.r1 = sessions.listenState(Family.PARENT, Family.SESSION);
      r.r2 = sessions.isListener(Family.PARENT, Family.SESSION, Family.CHILD);
    }
  }

  /** The generation distinguishes the present use of an element from the one before. */
  @JCStressTest
  @Description(
      "All subscribers leave a session; its element is used at once for another session, which "
          + "a stranger shares. A worker that has found the old handle queries whether the stranger "
          + "shares the old session. Argument: the generation is changed under the element's lock, "
          + "and read together with the flags.")
  @Outcome(id = "false", expect = Expect.ACCEPTABLE, desc = "Never shared by that one.")
  @Outcome(
      id = "true",
      expect = Expect.FORBIDDEN,
      desc = "A subscriber of another session was reported for this session.")
  @State
  public static class ElementUsedAgain {
    private final OneElement data = new OneElement();
    private final Queries queries = new Queries(data.elements);

    /** Called by jcstress. */
    public ElementUsedAgain() {}

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
      r.r1 = queries.isSharedBy(data.owner, Family.SESSION, OneElement.STRANGER);
    }
  }
}
