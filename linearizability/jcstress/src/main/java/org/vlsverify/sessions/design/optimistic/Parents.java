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

/** Who a worker's parent is when workers in between are gone. */
public final class Parents {
  private Parents() {}

  /** The way to the parent is made shorter by two threads at the same time. */
  @JCStressTest
  @Description(
      "Parent and grandparent of a worker exit, while two threads ask who its parent is. Argument: "
          + "what Worker.parent writes may be out of date, but then it leads to somebody who is "
          + "gone, and through that one to the parent.")
  @Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "Asked after both had exited.")
  @Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "Asked when the first had exited.")
  @Outcome(id = "0, 2, 0", expect = Expect.ACCEPTABLE, desc = "Asked before that.")
  @Outcome(
      expect = Expect.FORBIDDEN,
      desc = "Who had exited was still taken for the parent, by who knew that.")
  @State
  public static class ShorterWay {
    private final Worker root = child(0, null);
    private final Worker grandparent = child(1, root);
    private final Worker parent = child(2, grandparent);
    private final Worker worker = child(3, parent);

    /** For jcstress. */
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
     * @param r who the parent is after that
     */
    @Actor
    public void leaver(III_Result r) {
      exit(parent);
      exit(grandparent);
      r.r1 = worker.parent().index();
    }

    /**
     * Asks.
     *
     * @param r who the parent is
     */
    @Actor
    public void asker(III_Result r) {
      r.r2 = worker.parent().index();
    }

    /**
     * Asks at the end.
     *
     * @param r who the parent is
     */
    @Arbiter
    public void end(III_Result r) {
      r.r3 = worker.parent().index();
    }
  }
}
