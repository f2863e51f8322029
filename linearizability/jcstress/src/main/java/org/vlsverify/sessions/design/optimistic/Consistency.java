package org.vlsverify.sessions.design.optimistic;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.design.Design;

/** What queries read without a lock was true at one moment. */
public final class Consistency {
  private Consistency() {}

  /** A stamp that is valid says that the flags and the owner are of the same moment. */
  @JCStressTest
  @Description(
      "The owner leaves; the other subscriber asks for the owner, then whether the old owner is "
          + "subscribed. Argument: the stamp of the element's lock, in Queries.")
  @Outcome(id = "0, true", expect = Expect.ACCEPTABLE, desc = "Both before the owner left.")
  @Outcome(id = "0, false", expect = Expect.ACCEPTABLE, desc = "The owner left in between.")
  @Outcome(id = "1, false", expect = Expect.ACCEPTABLE, desc = "Both after the owner left.")
  @Outcome(
      expect = Expect.FORBIDDEN,
      desc = "The new owner was seen before the old one had left, or there was none.")
  @State
  public static class OwnerThenSubscriber {
    private final SharedSessions sessions = Family.sharing(Design.OPTIMISTIC);

    /** For jcstress. */
    public OwnerThenSubscriber() {}

    /** The owner leaves. */
    @Actor
    public void leaver() {
      sessions.unshare(Family.PARENT, Family.SESSION);
    }

    /**
     * Asks.
     *
     * @param r the owner, and whether the parent is subscribed
     */
    @Actor
    public void asker(IZ_Result r) {
      r.r1 = sessions.owner(Family.CHILD, Family.SESSION);
      r.r2 = sessions.isSharedBy(Family.CHILD, Family.SESSION, Family.PARENT);
    }
  }

  /** The same the other way round. */
  @JCStressTest
  @Description(
      "The owner leaves; the other subscriber asks whether it is subscribed, then for the owner. "
          + "Argument: the stamp of the element's lock, in Queries.")
  @Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "Both before the owner left.")
  @Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "The owner left in between.")
  @Outcome(id = "false, 1", expect = Expect.ACCEPTABLE, desc = "Both after the owner left.")
  @Outcome(
      expect = Expect.FORBIDDEN,
      desc = "Who had left was still seen as the owner, or there was none.")
  @State
  public static class SubscriberThenOwner {
    private final SharedSessions sessions = Family.sharing(Design.OPTIMISTIC);

    /** For jcstress. */
    public SubscriberThenOwner() {}

    /** The owner leaves. */
    @Actor
    public void leaver() {
      sessions.unshare(Family.PARENT, Family.SESSION);
    }

    /**
     * Asks.
     *
     * @param r whether the parent is subscribed, and the owner
     */
    @Actor
    public void asker(ZI_Result r) {
      r.r1 = sessions.isSharedBy(Family.CHILD, Family.SESSION, Family.PARENT);
      r.r2 = sessions.owner(Family.CHILD, Family.SESSION);
    }
  }

  /** The life of who asks is read after the stamp was validated. */
  @JCStressTest
  @Description(
      "The child dies, and then the owner leaves, so that the dead child owns the session; somebody "
          + "asks as the child for the owner. Argument: Queries reads the volatile life after it "
          + "has validated the stamp.")
  @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Asked before all that.")
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "The child is dead: no answer.")
  @Outcome(
      id = "1",
      expect = Expect.FORBIDDEN,
      desc = "The child was told that it is the owner; it became that after its death.")
  @State
  public static class NoAnswerAfterDeath {
    private final SharedSessions sessions = Family.sharing(Design.OPTIMISTIC);

    /** For jcstress. */
    public NoAnswerAfterDeath() {}

    /** Kills, and leaves. */
    @Actor
    public void killer() {
      sessions.die(Family.CHILD);
      sessions.unshare(Family.PARENT, Family.SESSION);
    }

    /**
     * Asks.
     *
     * @param r the owner
     */
    @Actor
    public void asker(I_Result r) {
      r.r1 = sessions.owner(Family.CHILD, Family.SESSION);
    }
  }
}
