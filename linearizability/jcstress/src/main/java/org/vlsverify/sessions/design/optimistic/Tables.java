package org.vlsverify.sessions.design.optimistic;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The table of a worker's copies, which is read without a lock. */
public final class Tables {
  private Tables() {}

  /** Enough for a table to grow twice. */
  private static final int MANY = 20;

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

    /** One session is there. */
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

  /** Who finds a copy sees what was written before it was added. */
  @JCStressTest
  @Description(
      "A worker writes a field, and adds a session; another thread that finds the session reads the "
          + "field, and the session's name. Argument: CopyTable.add writes with volatile semantics, "
          + "and the name is final.")
  @Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "It was not there yet.")
  @Outcome(id = "1, 7", expect = Expect.ACCEPTABLE, desc = "It is there, and all of it is seen.")
  @Outcome(expect = Expect.FORBIDDEN, desc = "It was found before what had been written before.")
  @State
  public static class AddedWithAllThatWasBefore {
    private final CopyTable table = new CopyTable();
    private int field;

    /** For jcstress. */
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
}
