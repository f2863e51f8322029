package org.vlsverify.spec.tlc;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * JVMs of TLC, kept for further runs. A JVM that a run has ended, or that took too long, is
 * replaced by a new one. Safe for use by several threads.
 */
public final class KeptTlc implements AutoCloseable {
  /** Two at a time, of two kinds: with and without coverage. */
  private static final int MOST_IDLE = 4;

  private final List<Idle> idle = new ArrayList<>();
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
          return one.process();
        }
      }
    }
    return TlcProcess.forRequests(start);
  }

  private void give(Idle used) {
    Idle surplus = used;
    synchronized (this) {
      if (!isClosed && used.process().isReady()) {
        idle.add(used);
        surplus = idle.size() > MOST_IDLE ? idle.remove(0) : null;
      }
    }
    if (surplus != null) {
      surplus.process().close();
    }
  }

  /** Ends the idle JVMs; those in use end after it. */
  @Override
  public synchronized void close() {
    isClosed = true;
    idle.forEach(one -> one.process().close());
    idle.clear();
  }
}
