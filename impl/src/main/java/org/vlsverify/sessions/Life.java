package org.vlsverify.sessions;

/** The lifecycle state of a worker. */
public enum Life {
  /** The worker index is free. */
  UNBORN,
  /** The worker is a child that does not have all of its parent's sessions yet. */
  FORKING,
  /** The worker runs. */
  LIVE,
  /** The worker was killed; it keeps its sessions until it is cleaned up. */
  DEAD
}
