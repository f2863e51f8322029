package org.vlsverify.sessions.design.optimistic;

import org.vlsverify.sessions.Transport;

/**
 * How one worker stands to VPP as regards one session, in the hands of one who keeps all others
 * from it: of a private session, the word that its busy copy is to become; of a shared one, facts
 * of the locked element.
 */
interface Standing {

  /** Whether the copy is a listener: attached to VPP, or passive. */
  boolean listens();

  /** VPP has attached the worker, whose copy was no listener. */
  void listen();

  /** Whether the copy, a listener, is attached to VPP. */
  boolean isAttached();

  /** VPP has attached the worker, whose copy was passive. */
  void becomeActive(Transport transport);

  /** Whether the worker waits for connections. */
  boolean waits();

  void startWaiting();

  /** The worker, which waits, no longer does. */
  void stopWaiting(Transport transport);

  /** Takes the notice that the worker is the owner, if one is on its way to it. */
  boolean takeNotice();
}
