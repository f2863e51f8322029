package org.vlsverify.linearizability;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** Records each test of a plain Lincheck test class as a line of the verdict table. */
final class LincheckVerdict implements BeforeTestExecutionCallback, AfterTestExecutionCallback {

  /** Marks a negative control with the name of the seeded defect that it must find. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Finds {
    String value();
  }

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LincheckVerdict.class);

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    context.getStore(NAMESPACE).put("start", System.nanoTime());
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    String test = context.getRequiredTestClass().getSimpleName();
    String method = context.getRequiredTestMethod().getName();
    CheckResult.Builder result =
        CheckResult.of(
            CheckMethod.LINEARIZABILITY,
            "Lincheck, plain test: %s#%s".formatted(test, method),
            new Implementation(Design.DEFAULT, ThreadModel.MULTI_THREADED).toString());
    Finds control = context.getRequiredTestMethod().getAnnotation(Finds.class);
    String expected = control == null ? "nothing found" : "not linearizable";
    if (control != null) {
      result.defect(control.value());
    }
    boolean passed = context.getExecutionException().isEmpty();
    long start = context.getStore(NAMESPACE).get("start", long.class);
    VerdictLog.record(
        result
            .outcome(expected, passed ? expected : "failed", passed)
            .seconds((System.nanoTime() - start) / 1e9)
            .reproduce(MavenTest.unit(test + "#" + method).command())
            .build());
  }
}
