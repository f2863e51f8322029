package org.vlsverify.sessions;

/** How one worker's copy of a session stands to VPP's listener. */
public enum ListenState {
  /** Not a listener. */
  NONE,
  /** A listener, attached to VPP: new connections arrive at this worker. */
  LISTEN,
  /** The copy of a listener that VPP does not know ({@code STATE_LISTEN_NO_MQ} in VCL). */
  PASSIVE
}
