package org.vlsverify.sessions.testing;

import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * After two tests that did not end, the rest of the tests of the process are skipped: most of them
 * would take as long, while the threads that never end slow them down. One such test may have been
 * a slow machine. Registered for all tests; one instance for each process.
 */
public final class SkipAfterHang implements ExecutionCondition, TestWatcher {
  static final int MOST_HANGS = 2;

  private volatile String first;
  private volatile int hangs;

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    if (cause instanceof TimeoutException) {
      failed(context.getUniqueId());
    }
  }

  private synchronized void failed(String test) {
    first = first == null ? test : first;
    hangs++;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return hangs < MOST_HANGS
        ? ConditionEvaluationResult.enabled("no test hangs")
        : ConditionEvaluationResult.disabled(
            "%d tests did not end, the first is %s".formatted(hangs, first));
  }
}
