package org.vlsverify.benchmarks;

import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** Counts the locks and atomic instructions of the operations, with one thread. */
final class Counting {

  /** Enough runs that one-time work, such as the creation of shared data, is over. */
  private static final int BEFORE = 3;

  private Counting() {}

  /** The counts of one {@link Lane#run}, which is {@link Operation#perRun} operations. */
  static Counts ofOneRun(Operation operation, ThreadModel threadModel, Design design) {
    CountingClassLoader loader = new CountingClassLoader();
    Lane lane =
        operation
            .lanes(1, threadModel, config -> loader.make(design, config, NoTransport.INSTANCE))[0];
    for (int i = 0; i < BEFORE; i++) {
      lane.prepare();
      lane.run();
    }
    lane.prepare();
    Counts before = Counts.soFar();
    lane.run();
    return Counts.soFar().since(before);
  }
}
