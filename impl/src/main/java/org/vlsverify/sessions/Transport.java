package org.vlsverify.sessions;

/**
 * What shared sessions need of VPP. A session is named by the number that was given to {@link
 * SharedSessions#open}; a worker, by its index.
 *
 * <p>An implementation must be thread-safe. Calls come from the thread that carries out the
 * operation, with locks held: an implementation must not block for long, must not call back, and
 * must not throw. If it throws all the same, the locks are released and the caller gets the
 * exception, but the operation may have been carried out in part.
 *
 * <p>Calls about one session that is shared, except {@link #open}, come one at a time, and so do
 * the calls of one worker about one of its private sessions. For each worker and session, {@link
 * #attach} that was granted and {@link #detach} alternate. The last call about a session is {@link
 * #disconnect}; then it may be opened again.
 */
public interface Transport {

  /**
   * A worker opens a session. This is what decides between workers that open the same one: an
   * implementation must be linearizable in {@code open} and {@link #disconnect}, and what it does
   * in {@code disconnect} must happen-before a later {@code open} of that session returns true.
   *
   * @param worker who opens
   * @param session any number
   * @return false if some worker has this session already
   */
  boolean open(int worker, int session);

  /**
   * A worker, not attached so far, asks for the connections of a listener.
   *
   * @param worker who asks
   * @param session a session that the worker holds
   * @return false if VPP refuses; then nothing changes
   */
  boolean attach(int worker, int session);

  /**
   * A worker, attached so far, no longer gets the connections of a listener: it has stopped waiting
   * for them, has left, or was idle when another worker began to accept.
   *
   * @param worker who is attached no longer
   * @param session a session that the worker holds, or is about to leave
   */
  void detach(int worker, int session);

  /**
   * The last worker that had the session has left it: its handle may be used again. Nobody is
   * attached.
   *
   * @param worker who has left
   * @param session what it has left
   */
  void disconnect(int worker, int session);

  /**
   * The owner of a shared session has left it; the new owner is told. Called exactly once per
   * change of owner, and for one session in the order of the changes.
   *
   * @param session whose owner has changed
   * @param oldOwner who has left
   * @param newOwner who owns the session now; it may be dead, or still be being forked
   */
  void ownerChanged(int session, int oldOwner, int newOwner);
}
