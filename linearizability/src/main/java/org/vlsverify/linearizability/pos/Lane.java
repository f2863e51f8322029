package org.vlsverify.linearizability.pos;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A thread for one execution after the other: to start a new one each time takes long. */
final class Lane {
  private final Thread thread;
  private BooleanSupplier begins;
  private Thread giver;
  private volatile Runnable task;
  private volatile boolean over;

  Lane(String name) {
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  Thread thread() {
    return thread;
  }

  boolean isBusy() {
    return task != null;
  }

  /**
   * Gives it something to do; it notices when it is unparked. At the end it unparks the caller.
   *
   * @param what not null
   * @param when whether it may begin
   */
  void give(Runnable what, BooleanSupplier when) {
    begins = when;
    giver = Thread.currentThread();
    task = what;
  }

  void end() {
    over = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!over) {
      Runnable now = task;
      if (now == null || !begins.getAsBoolean()) {
        LockSupport.park(this);
        continue;
      }
      now.run();
      task = null;
      LockSupport.unpark(giver);
    }
  }
}
