package org.vlsverify.sessions;

/** The listening state of one worker's copy of a session. */
public enum ListenState {
  /** Not a listener. */
  NONE,
  /** A listener, attached to VPP: new connections arrive at this worker. */
  LISTEN,
  /** A copy of a listener without connections from VPP ({@code STATE_LISTEN_NO_MQ} in VCL). */
  PASSIVE
}
