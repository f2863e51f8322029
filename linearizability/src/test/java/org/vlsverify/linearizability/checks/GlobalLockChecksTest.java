package org.vlsverify.linearizability.checks;

import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

class GlobalLockChecksTest extends SharedSessionsChecks {
  private static final int LEAST = 20;

  @Override
  protected SharedSessionsFactory factory() {
    return new Implementation(Design.GLOBAL_LOCK, ThreadModel.MULTI_THREADED);
  }

  /** With one lock, executions differ only in the order of the operations. */
  @Override
  protected int executions(int ofBudget) {
    return Math.max(Math.min(ofBudget, LEAST), ofBudget / 2);
  }
}
