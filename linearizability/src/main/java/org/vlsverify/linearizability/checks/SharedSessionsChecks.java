package org.vlsverify.linearizability.checks;

import org.junit.jupiter.api.Test;

/**
 * The checks of an implementation of shared sessions: state-graph replay, random interleavings,
 * Lincheck and long histories, in their quick form. To check one, write a subclass that makes it;
 * the name of the subclass ends with {@code ChecksTest}.
 *
 * <p>The results are lines of the verdict table, under the {@linkplain #name name} of the
 * implementation. Larger budgets have more executions and larger models.
 */
public abstract class SharedSessionsChecks extends ChecksWithoutLincheck {
  /** For subclasses. */
  protected SharedSessionsChecks() {}

  /**
   * The maximal number of executions of each scenario under Lincheck. An implementation with few
   * steps per operation needs fewer.
   *
   * @param ofBudget the number of the budget, at least 1
   * @return from 1 to {@code ofBudget}
   */
  @Override
  protected int executions(int ofBudget) {
    return ofBudget;
  }

  /** Linearizability: Lincheck model checking of the hand-written scenarios. */
  @Test
  void modelChecking() {
    checks("modelChecking").modelChecking();
  }

  /** Linearizability: Lincheck stress of the hand-written scenarios. */
  @Test
  void stress() {
    checks("stress").stress();
  }
}
