package org.vlsverify.sessions.design.locked;

import java.util.concurrent.locks.Lock;

/**
 * One worker's private copy of a session.
 *
 * <p>Whether the worker is attached to VPP, and whether it waits for connections, is kept here only
 * as long as the session is private. Of a shared session these are facts about several workers,
 * which must be checked and changed together: they live in {@link SharedData} then.
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

  /** Whether the worker waits for connections; says something of a private session only. */
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
