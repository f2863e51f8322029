package org.vlsverify.linearizability.stepping.globallock;

import java.util.Map;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.call.SpecStateReader;
import org.vlsverify.linearizability.stepping.SteppedDesign;
import org.vlsverify.linearizability.stepping.TappedClasses;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;

/**
 * The design {@code global-lock} takes the steps of {@code SharedDataGlobalLock}. For use by one
 * thread.
 */
public final class GlobalLockDesign implements SteppedDesign<GlobalLockView, GlobalLockEdge> {
  private final SpecStateReader reader = new SpecStateReader();

  @Override
  public Design design() {
    return Design.GLOBAL_LOCK;
  }

  @Override
  public SharedSessionsFactory tapped(SharedSessionsFactory original) {
    return new TappedClasses(original);
  }

  @Override
  public GlobalLockView view(Map<String, TlaValue> variables) {
    return new GlobalLockView(variables, reader);
  }

  @Override
  public GlobalLockEdge edge(Operation operation, GlobalLockView from, GlobalLockView to) {
    return GlobalLockEdge.of(operation, from, to);
  }

  @Override
  public Threads<GlobalLockView, GlobalLockEdge> threads(Bounds bounds, GlobalLockView any) {
    return new GlobalLockThreads(bounds, any.threads());
  }
}
