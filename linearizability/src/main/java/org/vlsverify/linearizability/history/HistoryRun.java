package org.vlsverify.linearizability.history;

import java.util.Optional;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutionResult.Status;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.call.NumberProperty;
import org.vlsverify.spec.run.Budget;

/**
 * Chooses the seed and the number of histories, and names the command that reproduces a failure.
 * Each generated history depends on both.
 */
final class HistoryRun implements AroundPropertyHook {
  /** Overrides the seed. */
  static final String SEED_PROPERTY = "vls.jqwik.seed";

  /** Overrides the number of histories. */
  static final String TRIES_PROPERTY = "vls.jqwik.tries";

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyAttributes attributes = context.attributes();
    usual(context).ifPresent(attributes::setTries);
    if (context.testInstance() instanceof HistoryProperties properties) {
      attributes.setSeed(properties.seed());
    }
    NumberProperty.of(TRIES_PROPERTY, 1, Integer.MAX_VALUE)
        .ifPresent(tries -> attributes.setTries(Math.toIntExact(tries)));
    NumberProperty.of(SEED_PROPERTY, Long.MIN_VALUE, Long.MAX_VALUE)
        .ifPresent(seed -> attributes.setSeed(Long.toString(seed)));
    // MinimalHistory shrinks better, and deterministically.
    attributes.setShrinking(ShrinkingMode.OFF);
    // Otherwise jqwik would begin with the last failing sample.
    attributes.setAfterFailure(AfterFailureMode.RANDOM_SEED);
    PropertyExecutionResult result = property.execute();
    String command =
        command(
            context,
            result.seed().or(attributes::seed).orElse("0"),
            attributes.tries().orElseThrow());
    if (context.testInstance() instanceof HistoryProperties properties) {
      properties.record(context.targetMethod().getName(), result, command);
    }
    return result.status() == Status.FAILED
        ? result.mapToFailed(
            new AssertionError(
                "%s%nReproduce: %s"
                    .formatted(
                        result.throwable().map(Throwable::getMessage).orElse("It failed."),
                        command),
                result.throwable().orElse(null)))
        : result;
  }

  /** Applies to the properties of the class. */
  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  /** Outside of the hook that checks the coverage (-50), to see its failures, too. */
  @Override
  public int aroundPropertyProximity() {
    return -60;
  }

  /** The number of histories in the budget. */
  private static Optional<Integer> usual(PropertyLifecycleContext context) {
    return context
        .findAnnotation(Histories.class)
        .map(
            histories ->
                switch (budget(context.containerClass())) {
                  case QUICK -> histories.quick();
                  case STANDARD -> histories.standard();
                  case NIGHTLY -> histories.nightly();
                });
  }

  /** The quick checks are the same in each budget. */
  private static Budget budget(Class<?> container) {
    return container.getSimpleName().endsWith("IT") ? Budget.current() : Budget.QUICK;
  }

  /** Whether seed and number are the usual ones. */
  static boolean isUsual() {
    return System.getProperty(SEED_PROPERTY, "").isBlank()
        && System.getProperty(TRIES_PROPERTY, "").isBlank();
  }

  private static String command(PropertyLifecycleContext context, String seed, int tries) {
    Class<?> container = context.containerClass();
    String outer = container.getNestHost().getSimpleName();
    String nested = container.isMemberClass() ? "$" + container.getSimpleName() : "";
    // All properties of the class: Surefire takes an inherited method for one of the superclass.
    String test = "'%s%s'".formatted(outer, nested);
    boolean later = outer.endsWith("IT");
    return "%s%s -D%s=%s -D%s=%d"
        .formatted(
            (later ? MavenTest.integration(test) : MavenTest.unit(test)).command(),
            later && Budget.current() != Budget.STANDARD ? " -Dvls.budget=" + Budget.current() : "",
            SEED_PROPERTY,
            seed,
            TRIES_PROPERTY,
            tries);
  }
}
