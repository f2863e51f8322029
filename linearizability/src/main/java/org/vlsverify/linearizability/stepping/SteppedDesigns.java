package org.vlsverify.linearizability.stepping;

import org.vlsverify.linearizability.stepping.globallock.GlobalLockDesign;
import org.vlsverify.linearizability.stepping.locked.LockedDesign;
import org.vlsverify.linearizability.stepping.optimistic.OptimisticDesign;
import org.vlsverify.spec.model.Model;

/** The designs that can be driven. */
final class SteppedDesigns {
  private SteppedDesigns() {}

  /**
   * The design that takes the steps of a model.
   *
   * @param model not null
   * @throws IllegalArgumentException if it is none of a lock-level specification
   */
  static SteppedDesign<?, ?> of(Model model) {
    return switch (model.specification()) {
      case "SharedDataLocking" -> new LockedDesign();
      case "SharedDataGlobalLock" -> new GlobalLockDesign();
      case "SharedDataOptimistic" -> new OptimisticDesign();
      default ->
          throw new IllegalArgumentException(
              "The steps of %s are driven on no design.".formatted(model.specification()));
    };
  }
}
