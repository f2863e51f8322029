package org.vlsverify.sessions;

/**
 * The calls of shared sessions to VPP. A session is named by the number that was passed to {@link
 * SharedSessions#open}; a worker, by its index.
 *
 * <p>An implementation must be thread-safe. Calls come from the thread that carries out the
 * operation, with locks held: an implementation must not block for long, must not call back, and
 * must not throw. If it throws nevertheless, the locks are released and the caller gets the
 * exception, but the operation may be half done.
 *
 * <p>Calls about one session that is shared, except {@link #open}, come one at a time, and so do
 * the calls of one worker about one of its private sessions. For each worker and session, granted
 * calls of {@link #attach} and calls of {@link #detach} alternate. The last call about a session is
 * {@link #disconnect}; then it may be opened again.
 */
public interface Transport {

  /**
   * A worker opens a session. This call decides between workers that open the same session: {@code
   * open} and {@link #disconnect} must be linearizable, and a {@code disconnect} must happen-before
   * a later {@code open} of that session returns true.
   *
   * @param worker the worker that opens
   * @param session any number
   * @return false if some worker has this session already
   */
  boolean open(int worker, int session);

  /**
   * A worker, not attached so far, asks for the connections of a listener.
   *
   * @param worker the worker to attach
   * @param session a session that the worker holds
   * @return false if VPP refuses; then nothing changes
   */
  boolean attach(int worker, int session);

  /**
   * A worker, attached so far, no longer gets the connections of a listener: it has stopped waiting
   * for them, has left, or was idle when another worker began to accept.
   *
   * @param worker the worker to detach
   * @param session a session that the worker holds, or is about to leave
   */
  void detach(int worker, int session);

  /**
   * The last holder has left the session: its handle may be used again. No worker is attached.
   *
   * @param worker the last holder
   * @param session the session
   */
  void disconnect(int worker, int session);

  /**
   * The owner of a shared session has left it; notifies the new owner. Called exactly once per
   * change of owner, and for one session in the order of the changes.
   *
   * @param session the session
   * @param oldOwner the owner that has left
   * @param newOwner the new owner, possibly dead or still being forked
   */
  void ownerChanged(int session, int oldOwner, int newOwner);
}
