package org.vlsverify.sessions.design.optimistic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One worker's copy of a session.
 *
 * <p>Its only mutable part is one word: the kind of the copy, and either the listening state of a
 * private copy or the handle of the shared data. So a query reads a consistent copy with one load.
 * A thread that changes the word marks it as busy first, by a compare-and-set; other threads wait
 * while it is busy. That also makes a change of the copy and a change elsewhere one step.
 *
 * <p>Memory ordering: the word is read, and made busy, with volatile semantics, and written
 * otherwise with release semantics. A thread that reads a shared copy sees the contents of the
 * element from before.
 */
final class Copy {

  /** Only the thread that set it knows the next value. */
  private static final long BUSY = 0;

  /** The kind of the copy; the lowest bits of the word. */
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

  /** A busy copy: other threads wait for its next value. */
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

  /** The word of the copy, as soon as it is not busy. */
  long await() {
    long now = word;
    for (int round = 0; now == BUSY; round++) {
      Waiting.pause(round);
      now = word;
    }
    return now;
  }

  /**
   * Makes a private copy busy, and returns its former word; any other copy stays as it is. {@link
   * #become} ends the busy state.
   */
  long acquire() {
    long now = await();
    while (isPrivate(now) && !WORD.compareAndSet(this, now, BUSY)) {
      now = await();
    }
    return now;
  }

  /**
   * Ends the busy state with this word. Release semantics suffice, although others may see the
   * write later than the next read of its thread: the busy word, or the entry in the table, was
   * written with volatile semantics, and a thread that has seen it waits until it sees this word.
   */
  void become(long next) {
    WORD.setRelease(this, next);
  }

  /**
   * Sets the word of a copy that no other thread can find yet. A plain write suffices: the copy is
   * published later, and a thread that finds it sees this word.
   */
  void begin(long first) {
    WORD.set(this, first);
  }

  /**
   * A shared copy is gone, as its element says already. A thread that still reads the shared word
   * learns it from the element; so the time of visibility does not matter, as long as the earlier
   * writes are visible with it.
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

  /** The handle of the shared data of a shared copy. */
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
