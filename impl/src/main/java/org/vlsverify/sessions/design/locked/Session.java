package org.vlsverify.sessions.design.locked;

import java.util.concurrent.locks.Lock;

/**
 * One worker's private copy of a session.
 *
 * <p>The flags for attachment and waiting are kept here only while the session is private. For a
 * shared session they concern several workers and must be checked and changed together; they are in
 * {@link SharedData} then.
 *
 * <p>Guarded by the table lock of the worker (see {@link Worker}): identity, slot, and the index of
 * the shared data, which changes once, under the table's write lock. Guarded by the session's own
 * lock where the table lock is held for reading only: {@code listens} and {@code waits}.
 */
final class Session {

  private static final int PRIVATE = -1;

  private final int id;
  private final int slot;
  private final Lock lock;
  private int sharedIndex = PRIVATE;
  private boolean listens;
  private boolean waits;

  Session(int id, int slot, Lock lock) {
    this.id = id;
    this.slot = slot;
    this.lock = lock;
  }

  int id() {
    return id;
  }

  int slot() {
    return slot;
  }

  Lock lock() {
    return lock;
  }

  boolean isShared() {
    return sharedIndex != PRIVATE;
  }

  /** Index of the shared data; only of a shared session. */
  int sharedIndex() {
    return sharedIndex;
  }

  void share(int index) {
    sharedIndex = index;
  }

  /** Whether this is a listener: attached to VPP, or passive. A private one is always attached. */
  boolean listens() {
    return listens;
  }

  void listen() {
    listens = true;
  }

  /** Whether the worker waits for connections; meaningful for a private session only. */
  boolean waits() {
    return waits;
  }

  void startWaiting() {
    waits = true;
  }

  void stopWaiting() {
    waits = false;
  }
}
