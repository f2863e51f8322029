package org.vlsverify.sessions.design.optimistic;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.Z_Result;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.design.Design;

/** The table of a worker's copies, which is read without a lock. */
public final class Tables {
  private Tables() {}

  /** Enough sessions for a table to grow twice. */
  private static final int MANY = 20;

  /** Enough sessions for a table to grow once. */
  private static final int FEW = 6;

  /** A copy that stays is found while the table moves. */
  @JCStressTest
  @Description(
      "A worker has a session, and opens and closes others, so that its table is replaced; another "
          + "thread looks for the session. Argument: CopyTable publishes a new array after all "
          + "copies are in it, and keeps the places on the way to a copy occupied.")
  @Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "It is found.")
  @Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "The worker seems to have lost it.")
  @State
  public static class FoundWhileMoving {
    private final CopyTable table = new CopyTable();

    /** A table with one session. */
    public FoundWhileMoving() {
      table.add(new Copy(null, MANY, 0));
    }

    /** Opens and closes others. */
    @Actor
    public void changer() {
      for (int session = 0; session < MANY; session++) {
        Copy copy = new Copy(null, session, 0);
        table.add(copy);
        if (session % 3 == 0) {
          table.remove(copy);
        }
      }
    }

    /**
     * Looks for the one that is there.
     *
     * @param r whether it was found
     */
    @Actor
    public void finder(Z_Result r) {
      r.r1 = table.find(MANY) != null;
    }
  }

  /** A thread that finds a copy sees the writes before its addition. */
  @JCStressTest
  @Description(
      "A worker writes a field, and adds a session; another thread that finds the session reads the "
          + "field, and the session's name. Argument: CopyTable.add writes with volatile semantics, "
          + "and the name is final.")
  @Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "It was not there yet.")
  @Outcome(id = "1, 7", expect = Expect.ACCEPTABLE, desc = "It is there, and all of it is seen.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "The copy was found without an earlier write.")
  @State
  public static class AddedWithAllThatWasBefore {
    private final CopyTable table = new CopyTable();
    private int field;

    /** Called by jcstress. */
    public AddedWithAllThatWasBefore() {}

    /** Adds. */
    @Actor
    public void adder() {
      field = 1;
      table.add(new Copy(null, 7, 0));
    }

    /**
     * Looks for it.
     *
     * @param r the field and the name, or -1
     */
    @Actor
    public void finder(II_Result r) {
      Copy copy = table.find(7);
      r.r1 = copy == null ? -1 : field;
      r.r2 = copy == null ? -1 : copy.session();
    }
  }

  /** The same through the interface, with the pool and the copies. */
  @JCStressTest
  @Description(
      "A worker listens on a session; one of its threads opens others, and closes some, so that the "
          + "table is replaced; another one asks how the worker listens. Argument: that of the "
          + "table, and that nothing but the copies that change is ever busy.")
  @Outcome(id = "LISTEN", expect = Expect.ACCEPTABLE, desc = "It listens all the time.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "The worker seemed not to listen for a moment.")
  @State
  public static class ListensWhileOthersOpen {
    private final SharedSessions sessions = Family.listener(Design.OPTIMISTIC);

    /** Called by jcstress. */
    public ListensWhileOthersOpen() {}

    /** Opens and closes others. */
    @Actor
    public void changer() {
      for (int session = Family.MORE_SESSIONS; session < Family.MORE_SESSIONS + FEW; session++) {
        sessions.open(Family.PARENT, session);
        if (session % 3 == 0) {
          sessions.close(Family.PARENT, session);
        }
      }
    }

    /**
     * Queries.
     *
     * @param r how the worker listens
     */
    @Actor
    public void asker(L_Result r) {
      r.r1 = sessions.listenState(Family.PARENT, Family.SESSION);
    }
  }

  /** A session that was found once is found again. */
  @JCStressTest
  @Description(
      "A worker opens a session and listens on it; another of its threads asks twice how it "
          + "listens. Argument: CopyTable.add writes with volatile semantics; the copy is busy when "
          + "it is added, and a thread that finds it waits.")
  @Outcome(id = "NONE, NONE", expect = Expect.ACCEPTABLE, desc = "Both before it listens.")
  @Outcome(id = "NONE, LISTEN", expect = Expect.ACCEPTABLE, desc = "It began in between.")
  @Outcome(id = "LISTEN, LISTEN", expect = Expect.ACCEPTABLE, desc = "Both after that.")
  @Outcome(
      id = "LISTEN, NONE",
      expect = Expect.FORBIDDEN,
      desc = "The worker listened, and then it did not.")
  @State
  public static class ListensFromThenOn {
    private final SharedSessions sessions = Family.opened(Design.OPTIMISTIC);

    /** Called by jcstress. */
    public ListensFromThenOn() {}

    /** Opens, and listens. */
    @Actor
    public void opener() {
      sessions.open(Family.PARENT, Family.MORE_SESSIONS);
      sessions.listen(Family.PARENT, Family.MORE_SESSIONS);
    }

    /**
     * Queries twice.
     *
     * @param r how the worker listens
     */
    @Actor
    public void asker(LL_Result r) {
      r.r1 = sessions.listenState(Family.PARENT, Family.MORE_SESSIONS);
      r.r2 = sessions.listenState(Family.PARENT, Family.MORE_SESSIONS);
    }
  }
}
