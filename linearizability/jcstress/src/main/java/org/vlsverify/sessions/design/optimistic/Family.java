package org.vlsverify.sessions.design.optimistic;

import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;
import org.vlsverify.sessions.design.Design;

/** Workers and sessions at the beginning of a test. Worker 0 is the root. */
final class Family {

  static final int PARENT = 0;
  static final int CHILD = 1;
  static final int SESSION = 10;
  static final int OTHER_SESSION = 11;

  /** The first number without a session. */
  static final int MORE_SESSIONS = 12;

  private static final int WORKERS = 2;
  private static final int SHARED = 2;

  /** More sessions than fit into the initial table and pool of a worker. */
  private static final int SLOTS = 12;

  private Family() {}

  /** A VPP that grants everything. */
  private enum Granting implements Transport {
    VPP;

    @Override
    public boolean open(int worker, int session) {
      return true;
    }

    @Override
    public boolean attach(int worker, int session) {
      return true;
    }

    @Override
    public void detach(int worker, int session) {}

    @Override
    public void disconnect(int worker, int session) {}

    @Override
    public void ownerChanged(int session, int oldOwner, int newOwner) {}
  }

  /** The parent has two private sessions. */
  static SharedSessions opened(Design design) {
    return opened(design, ThreadModel.MULTI_THREADED);
  }

  private static SharedSessions opened(Design design, ThreadModel threadModel) {
    SharedSessions sessions =
        design.create(
            new SharedSessionsConfig(WORKERS, SLOTS, SHARED, PARENT, threadModel), Granting.VPP);
    expect(Outcome.OPENED, sessions.open(PARENT, SESSION));
    expect(Outcome.OPENED, sessions.open(PARENT, OTHER_SESSION));
    return sessions;
  }

  /** The same, and it listens on both. */
  static SharedSessions listener(Design design) {
    return listener(design, ThreadModel.MULTI_THREADED);
  }

  private static SharedSessions listener(Design design, ThreadModel threadModel) {
    SharedSessions sessions = opened(design, threadModel);
    expect(Outcome.LISTENING, sessions.listen(PARENT, SESSION));
    expect(Outcome.LISTENING, sessions.listen(PARENT, OTHER_SESSION));
    return sessions;
  }

  /** A listener forks a child. */
  static SharedSessions forking(Design design, ThreadModel threadModel) {
    SharedSessions sessions = listener(design, threadModel);
    expect(Outcome.FORK_BEGUN, sessions.forkBegin(PARENT, CHILD));
    return sessions;
  }

  /** Parent and child share both sessions, and the parent listens on them. */
  static SharedSessions sharing(Design design) {
    SharedSessions sessions = listener(design);
    expect(Outcome.FORKED, sessions.fork(PARENT, CHILD));
    return sessions;
  }

  private static void expect(Outcome expected, Outcome actual) {
    if (expected != actual) {
      throw new IllegalStateException("expected " + expected + ", not " + actual);
    }
  }
}
