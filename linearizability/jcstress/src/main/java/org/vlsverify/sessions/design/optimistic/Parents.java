package org.vlsverify.sessions.design.optimistic;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ThreadModel;

/** The parent of a worker when workers in between are gone. */
public final class Parents {
  private Parents() {}

  /** Two threads shorten the chain of parents at the same time. */
  @JCStressTest
  @Description(
      "Parent and grandparent of a worker exit, while two threads query its parent. Argument: "
          + "what Worker.parent writes may be out of date, but then it leads to a worker that is "
          + "gone, and through that one to the parent.")
  @Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "Asked after both had exited.")
  @Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "Asked when the first had exited.")
  @Outcome(id = "0, 2, 0", expect = Expect.ACCEPTABLE, desc = "Asked before that.")
  @Outcome(
      expect = Expect.FORBIDDEN,
      desc = "An exited worker was still reported as the parent after its exit was known.")
  @State
  public static class ShorterWay {
    private final Worker root = child(0, null);
    private final Worker grandparent = child(1, root);
    private final Worker parent = child(2, grandparent);
    private final Worker worker = child(3, parent);

    /** Called by jcstress. */
    public ShorterWay() {}

    private static Worker child(int index, Worker parent) {
      return new Worker(index, Life.LIVE, parent, 1, ThreadModel.MULTI_THREADED);
    }

    private static void exit(Worker leaver) {
      leaver.parent();
      leaver.setLife(Life.UNBORN);
    }

    /**
     * Parent and grandparent exit.
     *
     * @param r the parent after that
     */
    @Actor
    public void leaver(III_Result r) {
      exit(parent);
      exit(grandparent);
      r.r1 = worker.parent().index();
    }

    /**
     * Queries.
     *
     * @param r the parent
     */
    @Actor
    public void asker(III_Result r) {
      r.r2 = worker.parent().index();
    }

    /**
     * Queries at the end.
     *
     * @param r the parent
     */
    @Arbiter
    public void end(III_Result r) {
      r.r3 = worker.parent().index();
    }
  }
}
