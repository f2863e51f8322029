package org.vlsverify.sessions;

/** Where a worker is in its life. */
public enum Life {
  /** The worker index is free. */
  UNBORN,
  /** The worker is a child that has not got all of its parent's sessions yet. */
  FORKING,
  /** The worker runs. */
  LIVE,
  /** The worker was killed; what it held is still there until it is cleaned up. */
  DEAD
}
