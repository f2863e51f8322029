package org.vlsverify.linearizability.tracevalidation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.sessions.Outcome;

/** One call as it was carried out. Written by its thread, read when that has come to its end. */
final class Recording {
  /** What a thread can do that others notice. */
  enum Kind {
    TAKE,
    RELEASE,
    READ,
    WRITE,
    TELL
  }

  /**
   * Something that the thread did.
   *
   * @param ticket orders what all threads do
   * @param lock with its mode, of TAKE and RELEASE
   * @param parts what the released lock guarded, or what VPP was told
   */
  record Tick(long ticket, Kind kind, HeldLock lock, Parts parts) {}

  /**
   * A lock in the words of a stored run.
   *
   * @param name of the lock
   * @param mode read or write
   */
  record HeldLock(String name, String mode) {
    @Override
    public String toString() {
      return name + " " + mode;
    }
  }

  final Call call;
  final List<Tick> ticks = new ArrayList<>();
  final Map<Lock, HeldLock> held = new IdentityHashMap<>();

  /** The thread of the worker, such as t0. */
  String thread;

  /** Draws of the counter before the call and after it. */
  long began;

  long ended;

  Outcome outcome;
  Throwable thrown;

  Recording(Call call, String thread) {
    this.call = call;
    this.thread = thread;
  }
}
