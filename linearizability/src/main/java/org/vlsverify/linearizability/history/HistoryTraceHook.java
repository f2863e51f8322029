package org.vlsverify.linearizability.history;

import java.util.Optional;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.spec.trace.FailingTrace;

/**
 * Shrinks the history of a failing property, stores it as a trace, and names the commands for it.
 * Registered for each property in {@code META-INF/services}.
 */
public final class HistoryTraceHook implements AroundPropertyHook {
  /** Called by jqwik. */
  public HistoryTraceHook() {}

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyExecutionResult result = property.execute();
    Optional<HistoryDifference> found = result.throwable().flatMap(HistoryDifference::of);
    if (found.isEmpty()) {
      return result;
    }
    HistoryDifference difference = MinimalHistory.of(found.get());
    String name = context.containerClass().getSimpleName() + "-" + context.label();
    String variant = difference.variant();
    String words =
        Traces.store(
            difference.trace(name),
            FailingTrace.file("jqwik-" + name + (variant.isEmpty() ? "" : "-" + variant)),
            variant.isEmpty() ? difference.subject() : variant);
    return result.mapToFailed(
        new AssertionError(difference.getMessage() + "\n" + words.strip(), difference));
  }
}
