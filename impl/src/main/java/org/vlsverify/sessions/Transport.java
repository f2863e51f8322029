package org.vlsverify.sessions;

/**
 * What shared sessions need of VPP. A call comes from the thread that carries out the operation,
 * and may come with locks held: an implementation must be thread-safe, must not block for long, and
 * must not call back.
 */
public interface Transport {

  /**
   * A worker opens a session.
   *
   * @return false if some worker has this session already
   */
  boolean open(int worker, int session);

  /**
   * A worker asks for the connections of a listener.
   *
   * @return false if VPP refuses
   */
  boolean attach(int worker, int session);

  /** A worker no longer gets the connections of a listener. */
  void detach(int worker, int session);

  /** The last worker that had the session has left it: its handle may be used again. */
  void disconnect(int worker, int session);

  /** The owner of a shared session has left it; the new owner is told, exactly once per change. */
  void ownerChanged(int session, int oldOwner, int newOwner);
}
