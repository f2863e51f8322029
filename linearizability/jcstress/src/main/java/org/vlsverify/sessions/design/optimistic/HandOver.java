package org.vlsverify.sessions.design.optimistic;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.design.Design;

/**
 * Writes before an operation happen-before everything after an operation that has seen its effect:
 * {@link SharedSessions} promises that for all designs. Here one thread writes a plain field and
 * changes something; the other one queries the change and reads the field.
 */
public final class HandOver {
  private HandOver() {}

  /** A field, and sessions. */
  private static class Payload {
    private final SharedSessions sessions;
    private int field;

    Payload(SharedSessions sessions) {
      this.sessions = sessions;
    }

    void writeThenWait() {
      field = 1;
      sessions.epollAdd(Family.PARENT, Family.SESSION);
    }

    int readIfItWaits() {
      return sessions.isListener(Family.CHILD, Family.SESSION, Family.PARENT) ? field : -1;
    }

    void writeThenDie() {
      field = 1;
      sessions.die(Family.CHILD);
    }

    int readIfDead() {
      boolean dead = sessions.owner(Family.CHILD, Family.SESSION) == SharedSessions.NO_WORKER;
      return dead ? field : -1;
    }

    void writeThenListen() {
      field = 1;
      sessions.listen(Family.PARENT, Family.SESSION);
    }

    int readIfItListens() {
      boolean listens = sessions.listenState(Family.PARENT, Family.SESSION) == ListenState.LISTEN;
      return listens ? field : -1;
    }
  }

  /** The change is in the shared data. */
  @Description(
      "A worker writes a field, and waits for connections on a shared session; a thread that has seen "
          + "that it waits must see the field written. Argument: the lock in epollAdd under which the "
          + "shared data is changed, and the lock, or the stamp, with which isListener reads it.")
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "It was not waiting yet.")
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It waits, and the field is written.")
  @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "It waits, but the field is not written.")
  private static final class Waits {}

  /** The change is that of a worker's life. */
  @Description(
      "A thread writes a field, and kills a worker; a thread refused because of the death must "
          + "see the field written. Argument: the life is volatile, or read and written under a "
          + "lock.")
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "It was live.")
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It is dead, and the field is written.")
  @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "It is dead, but the field is not written.")
  private static final class Dies {}

  /** The change is in a private copy. */
  @Description(
      "A worker writes a field, and listens on a private session; another of its threads that has "
          + "seen that it listens must see the field written. Argument: Copy.become has release "
          + "semantics, and Copy.await reads with volatile semantics.")
  @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "It was not listening yet.")
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It listens, and the field is written.")
  @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "It listens, but the field is not written.")
  private static final class Listens {}

  /** One lock for everything. */
  @JCStressTest
  @JCStressMeta(Waits.class)
  @State
  public static class WaitsWithGlobalLock {
    private final Payload payload = new Payload(Family.sharing(Design.GLOBAL_LOCK));

    /** Called by jcstress. */
    public WaitsWithGlobalLock() {}

    /** Writes. */
    @Actor
    public void writer() {
      payload.writeThenWait();
    }

    /**
     * Reads.
     *
     * @param r the field, or -1
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = payload.readIfItWaits();
    }
  }

  /** The design of the C source. */
  @JCStressTest
  @JCStressMeta(Waits.class)
  @State
  public static class WaitsWithLocked {
    private final Payload payload = new Payload(Family.sharing(Design.LOCKED));

    /** Called by jcstress. */
    public WaitsWithLocked() {}

    /** Writes. */
    @Actor
    public void writer() {
      payload.writeThenWait();
    }

    /**
     * Reads.
     *
     * @param r the field, or -1
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = payload.readIfItWaits();
    }
  }

  /** The design whose queries take no lock. */
  @JCStressTest
  @JCStressMeta(Waits.class)
  @State
  public static class WaitsWithOptimistic {
    private final Payload payload = new Payload(Family.sharing(Design.OPTIMISTIC));

    /** Called by jcstress. */
    public WaitsWithOptimistic() {}

    /** Writes. */
    @Actor
    public void writer() {
      payload.writeThenWait();
    }

    /**
     * Reads.
     *
     * @param r the field, or -1
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = payload.readIfItWaits();
    }
  }

  /** One lock for everything. */
  @JCStressTest
  @JCStressMeta(Dies.class)
  @State
  public static class DiesWithGlobalLock {
    private final Payload payload = new Payload(Family.sharing(Design.GLOBAL_LOCK));

    /** Called by jcstress. */
    public DiesWithGlobalLock() {}

    /** Writes. */
    @Actor
    public void writer() {
      payload.writeThenDie();
    }

    /**
     * Reads.
     *
     * @param r the field, or -1
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = payload.readIfDead();
    }
  }

  /** The design of the C source. */
  @JCStressTest
  @JCStressMeta(Dies.class)
  @State
  public static class DiesWithLocked {
    private final Payload payload = new Payload(Family.sharing(Design.LOCKED));

    /** Called by jcstress. */
    public DiesWithLocked() {}

    /** Writes. */
    @Actor
    public void writer() {
      payload.writeThenDie();
    }

    /**
     * Reads.
     *
     * @param r the field, or -1
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = payload.readIfDead();
    }
  }

  /** The design whose queries take no lock. */
  @JCStressTest
  @JCStressMeta(Dies.class)
  @State
  public static class DiesWithOptimistic {
    private final Payload payload = new Payload(Family.sharing(Design.OPTIMISTIC));

    /** Called by jcstress. */
    public DiesWithOptimistic() {}

    /** Writes. */
    @Actor
    public void writer() {
      payload.writeThenDie();
    }

    /**
     * Reads.
     *
     * @param r the field, or -1
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = payload.readIfDead();
    }
  }

  /** The design whose queries take no lock. */
  @JCStressTest
  @JCStressMeta(Listens.class)
  @State
  public static class ListensWithOptimistic {
    private final Payload payload = new Payload(Family.opened(Design.OPTIMISTIC));

    /** Called by jcstress. */
    public ListensWithOptimistic() {}

    /** Writes. */
    @Actor
    public void writer() {
      payload.writeThenListen();
    }

    /**
     * Reads.
     *
     * @param r the field, or -1
     */
    @Actor
    public void reader(I_Result r) {
      r.r1 = payload.readIfItListens();
    }
  }
}
