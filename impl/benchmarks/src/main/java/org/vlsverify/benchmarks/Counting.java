package org.vlsverify.benchmarks;

import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** Counts, with one thread, what the operations cost that is not time. */
final class Counting {

  /** So often that what is done once only, such as to make shared data, is over. */
  private static final int BEFORE = 3;

  private Counting() {}

  /** What one {@link Lane#run} does: that is {@link Operation#perRun} operations. */
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
