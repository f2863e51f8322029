package org.vlsverify.linearizability.checks;

import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

class LockedSingleThreadedChecksTest extends ChecksWithoutLincheck {
  @Override
  protected SharedSessionsFactory factory() {
    return new Implementation(Design.LOCKED, ThreadModel.SINGLE_THREADED);
  }

  @Override
  protected ThreadModel threads() {
    return ThreadModel.SINGLE_THREADED;
  }
}
