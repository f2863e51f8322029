package org.vlsverify.sessions.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

class SkipAfterHangTest {
  private final SkipAfterHang skip = new SkipAfterHang();

  private final ExtensionContext context =
      (ExtensionContext)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {ExtensionContext.class},
              (proxy, method, arguments) ->
                  method.getName().equals("getUniqueId") ? "the test" : null);

  @Test
  void testsAreSkippedAfterTheSecondOneThatDoesNotEnd() {
    skip.testFailed(context, new TimeoutException());
    assertThat(skip.evaluateExecutionCondition(context).isDisabled()).isFalse();

    skip.testFailed(context, new TimeoutException());
    assertThat(skip.evaluateExecutionCondition(context).isDisabled()).isTrue();
    assertThat(skip.evaluateExecutionCondition(context).getReason())
        .hasValue("2 tests did not end, the first is the test");
  }

  @Test
  void otherFailuresDoNotCount() {
    for (int i = 0; i < 2 * SkipAfterHang.MOST_HANGS; i++) {
      skip.testFailed(context, new AssertionError());
    }

    assertThat(skip.evaluateExecutionCondition(context).isDisabled()).isFalse();
  }
}
