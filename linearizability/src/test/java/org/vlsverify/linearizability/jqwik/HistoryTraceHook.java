package org.vlsverify.linearizability.jqwik;

import java.util.Optional;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.spec.FailingTrace;

/**
 * Stores the history of a property that has failed, when it is shrunk, as a trace, and says what
 * can be done with it. Is there for each property, see {@code META-INF/services}.
 */
public final class HistoryTraceHook implements AroundPropertyHook {
  /** For jqwik. */
  public HistoryTraceHook() {}

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyExecutionResult result = property.execute();
    Optional<Throwable> error = result.throwable();
    Optional<HistoryDifference> difference = error.flatMap(HistoryDifference::of);
    if (difference.isEmpty()) {
      return result;
    }
    String name = context.containerClass().getSimpleName() + "-" + context.label();
    String variant = difference.get().variant();
    String words =
        Traces.store(
            difference.get().trace(name),
            FailingTrace.file("jqwik-" + name + (variant.isEmpty() ? "" : "-" + variant)),
            variant);
    return result.mapToFailed(
        new AssertionError(error.get().getMessage() + "\n" + words.strip(), error.get()));
  }
}
