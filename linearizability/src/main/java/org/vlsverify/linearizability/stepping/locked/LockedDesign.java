package org.vlsverify.linearizability.stepping.locked;

import java.util.Map;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.stepping.SteppedDesign;
import org.vlsverify.linearizability.stepping.TappedClasses;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;

/** The design {@code locked} takes the steps of {@code SharedDataLocking}. */
public final class LockedDesign implements SteppedDesign<LockingView, LockingEdge> {
  @Override
  public Design design() {
    return Design.LOCKED;
  }

  @Override
  public SharedSessionsFactory tapped(SharedSessionsFactory original) {
    return new TappedClasses(original);
  }

  @Override
  public LockingView view(Map<String, TlaValue> variables) {
    return new LockingView(variables);
  }

  @Override
  public LockingEdge edge(Operation operation, LockingView from, LockingView to) {
    return LockingEdge.of(operation, from, to);
  }

  @Override
  public Threads<LockingView, LockingEdge> threads(Bounds bounds, LockingView any) {
    return new LockedSteps(bounds, any.threads());
  }
}
