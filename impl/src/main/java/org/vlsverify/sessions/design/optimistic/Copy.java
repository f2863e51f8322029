package org.vlsverify.sessions.design.optimistic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One worker's copy of a session.
 *
 * <p>All that changes of it is one word: what kind of copy it is, and either how the worker stands
 * to VPP, for a private one, or where the shared data is. So a query reads a consistent copy with
 * one load. Who changes the word marks it as busy first, by a compare-and-set; while it is busy
 * everybody else waits. That is also how a change of the copy and one elsewhere become one step.
 *
 * <p>Memory ordering: the word is read, and made busy, with volatile semantics, and written
 * otherwise with release semantics. Whoever reads that the copy is shared sees the element as it
 * was filled in before.
 */
final class Copy {

  /** Nobody but who has made it so knows what it will be. */
  private static final long BUSY = 0;

  /** What kind of copy it is; the lowest bits of the word. */
  private static final int PRIVATE = 1;

  private static final int SHARED = 2;

  /** The worker has left the session. */
  static final long GONE = 3;

  private static final int KIND_BITS = 2;
  private static final long KIND_MASK = (1L << KIND_BITS) - 1;
  private static final long LISTENS = 1L << KIND_BITS;
  private static final long WAITS = LISTENS << 1;

  private static final VarHandle WORD;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(Copy.class, "word", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Worker worker;
  private final int session;
  private final int slot;

  /** Busy at first. */
  private volatile long word;

  /** A copy that is busy: everybody waits for what it will be. */
  Copy(Worker worker, int session, int slot) {
    this.worker = worker;
    this.session = session;
    this.slot = slot;
  }

  Worker worker() {
    return worker;
  }

  int session() {
    return session;
  }

  int slot() {
    return slot;
  }

  /** What the copy is, as soon as it is not busy. */
  long await() {
    long now = word;
    for (int round = 0; now == BUSY; round++) {
      Waiting.pause(round);
      now = word;
    }
    return now;
  }

  /**
   * Makes a private copy busy, and says what it was; a copy that is not private stays as it is.
   * What is busy must be made something again with {@link #become}.
   */
  long acquire() {
    long now = await();
    while (isPrivate(now) && !WORD.compareAndSet(this, now, BUSY)) {
      now = await();
    }
    return now;
  }

  /**
   * What was busy is this from now on. Release semantics do, although others may see it later than
   * what its thread reads next: that the copy is busy was written, or that it is in the table, with
   * volatile semantics, and whoever has seen that waits until it sees this.
   */
  void become(long next) {
    WORD.setRelease(this, next);
  }

  /**
   * A copy that nobody can find yet is this from now on. A plain write: how the copy can be found
   * is written later, so that whoever finds it sees this, too.
   */
  void begin(long first) {
    WORD.set(this, first);
  }

  /**
   * A shared copy is gone: its element says so already. Who still reads that it is shared is told
   * by the element; so it does not matter when this is seen, as long as what was done before is
   * seen, too.
   */
  void end() {
    WORD.setRelease(this, GONE);
  }

  /** A private copy that neither listens nor waits. */
  static long opened() {
    return PRIVATE;
  }

  /** A copy whose shared data has this handle. */
  static long shared(long handle) {
    return handle << KIND_BITS | SHARED;
  }

  static boolean isPrivate(long word) {
    return (word & KIND_MASK) == PRIVATE;
  }

  static boolean isShared(long word) {
    return (word & KIND_MASK) == SHARED;
  }

  /** Where the shared data of a shared copy is. */
  static long handle(long word) {
    return word >>> KIND_BITS;
  }

  /** Whether a private copy is a listener; it is attached to VPP then. */
  static boolean listens(long word) {
    return (word & LISTENS) != 0;
  }

  static long listening(long word) {
    return word | LISTENS;
  }

  /** Whether the worker waits for connections on a private copy. */
  static boolean waits(long word) {
    return (word & WAITS) != 0;
  }

  static long waiting(long word) {
    return word | WAITS;
  }

  static long notWaiting(long word) {
    return word & ~WAITS;
  }
}
