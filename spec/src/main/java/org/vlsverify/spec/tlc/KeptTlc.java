package org.vlsverify.spec.tlc;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * JVMs of TLC, kept for further runs. A JVM that a run has ended, or that took too long, is
 * replaced by a new one. Safe for use by several threads.
 */
public final class KeptTlc implements AutoCloseable {
  /** As many as run at the same time, since each may take the memory of a large model. */
  private static final int MOST = 2;

  private final List<Idle> idle = new ArrayList<>();
  private int used;
  private boolean isClosed;

  private record Idle(TlcProcess.Start start, TlcProcess process) {}

  /** Something to do with a JVM. */
  interface Use<T> {
    T of(TlcProcess process) throws InterruptedException;
  }

  /** None yet. */
  public KeptTlc() {}

  <T> T run(TlcProcess.Start start, Use<T> use) throws InterruptedException {
    TlcProcess process = take(start);
    try {
      return use.of(process);
    } finally {
      give(new Idle(start, process));
    }
  }

  private TlcProcess take(TlcProcess.Start start) {
    synchronized (this) {
      for (Iterator<Idle> all = idle.iterator(); all.hasNext(); ) {
        Idle one = all.next();
        if (one.start().equals(start) && one.process().isReady()) {
          all.remove();
          used++;
          return one.process();
        }
      }
      used++;
      while (!idle.isEmpty() && idle.size() + used > MOST) {
        idle.remove(0).process().close();
      }
    }
    return TlcProcess.forRequests(start);
  }

  private void give(Idle back) {
    synchronized (this) {
      used--;
      if (!isClosed && back.process().isReady() && idle.size() + used < MOST) {
        idle.add(back);
        return;
      }
    }
    back.process().close();
  }

  /** Ends the idle JVMs; those in use end after it. */
  @Override
  public synchronized void close() {
    isClosed = true;
    idle.forEach(one -> one.process().close());
    idle.clear();
  }
}
