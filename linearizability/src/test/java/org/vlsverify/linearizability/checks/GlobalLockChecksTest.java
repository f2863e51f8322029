package org.vlsverify.linearizability.checks;

import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

class GlobalLockChecksTest extends SharedSessionsChecks {
  @Override
  protected SharedSessionsFactory factory() {
    return new Implementation(Design.GLOBAL_LOCK, ThreadModel.MULTI_THREADED);
  }

  /** With everything under one lock, who comes first is all that executions differ in. */
  @Override
  protected int executions(int ofBudget) {
    return Math.max(1, ofBudget / 2);
  }
}
