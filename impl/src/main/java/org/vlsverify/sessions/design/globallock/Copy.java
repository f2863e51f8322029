package org.vlsverify.sessions.design.globallock;

import org.vlsverify.sessions.ListenState;

/** A worker's copy of a session. Plain data: the caller has the lock. */
final class Copy {
  final Worker worker;
  final int session;
  final int slot;

  /** Common to all copies of a shared session; null if the session is private. */
  SharedData data;

  ListenState listen = ListenState.NONE;
  boolean waits;

  Copy(Worker worker, int session, int slot) {
    this.worker = worker;
    this.session = session;
    this.slot = slot;
  }
}
