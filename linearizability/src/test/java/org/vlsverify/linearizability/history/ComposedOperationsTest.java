package org.vlsverify.linearizability.history;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;
import org.vlsverify.sessions.design.optimistic.OptimisticSharedSessions;

/** Negative control: loops that end after one round. */
class ComposedOperationsTest {

  /** The operations of a design; those that are composed end too early. */
  private static SharedSessions hasty(Bounds bounds, int root, Transport transport) {
    SharedSessions sessions =
        new OptimisticSharedSessions(
            new SharedSessionsConfig(
                bounds.workers(),
                bounds.slots(),
                bounds.sharedCapacity(),
                root,
                ThreadModel.MULTI_THREADED),
            transport);
    return (SharedSessions)
        Proxy.newProxyInstance(
            ComposedOperationsTest.class.getClassLoader(),
            new Class<?>[] {SharedSessions.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("cleanup")) {
                sessions.cleanupLeaveNext((int) arguments[0], (int) arguments[1]);
                return sessions.cleanupComplete((int) arguments[0], (int) arguments[1]);
              }
              return method.invoke(sessions, arguments);
            });
  }

  @Test
  void cleanupOfOneSessionOnlyIsFound() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () -> ComposedOperations.run("hasty", ComposedOperationsTest::hasty, "mvn test"))
        .withMessageContaining("hasty differs from the reference at cleanup(worker 0, child 1).")
        .withMessageContaining("outcome: expected CLEANED_UP, is SESSIONS_TO_LEAVE")
        .withMessageContaining(
            "Called before: open(worker 0, session 0); listen(worker 0, session 0);");
  }
}
