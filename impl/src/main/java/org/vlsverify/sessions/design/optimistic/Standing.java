package org.vlsverify.sessions.design.optimistic;

import org.vlsverify.sessions.Transport;

/**
 * The listening state of one worker on one session, with exclusive access: for a private session,
 * the next word of its busy copy; for a shared one, fields of the locked element.
 */
interface Standing {

  /** Whether the copy is a listener: attached to VPP, or passive. */
  boolean listens();

  /** VPP has attached the worker, whose copy was not a listener. */
  void listen();

  /** Whether the copy, a listener, is attached to VPP. */
  boolean isAttached();

  /** VPP has attached the worker, whose copy was passive. */
  void becomeActive(Transport transport);

  /** Whether the worker waits for connections. */
  boolean waits();

  void startWaiting();

  /** The worker, which waits, stops waiting. */
  void stopWaiting(Transport transport);

  /** Takes the unread notice to the worker, if there is one. */
  boolean takeNotice();
}
