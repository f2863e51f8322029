package org.vlsverify.linearizability.stepping.optimistic;

import java.util.Map;
import java.util.Set;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.stepping.SteppedDesign;
import org.vlsverify.linearizability.stepping.TappedClasses;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;

/** The design {@code optimistic} takes the steps of {@code SharedDataOptimistic}. */
public final class OptimisticDesign implements SteppedDesign<OptimisticView, OptimisticEdge> {
  /** Its plain fields are read without a lock. */
  static final String ELEMENT = "SharedElement";

  @Override
  public Design design() {
    return Design.OPTIMISTIC;
  }

  @Override
  public SharedSessionsFactory tapped(SharedSessionsFactory original) {
    return new TappedClasses(original, Set.of(ELEMENT));
  }

  @Override
  public OptimisticView view(Map<String, TlaValue> variables) {
    return new OptimisticView(variables);
  }

  @Override
  public OptimisticEdge edge(Operation operation, OptimisticView from, OptimisticView to) {
    return OptimisticEdge.of(operation, from, to);
  }

  @Override
  public Threads<OptimisticView, OptimisticEdge> threads(Bounds bounds, OptimisticView any) {
    return new OptimisticThreads(bounds, any.threads());
  }
}
