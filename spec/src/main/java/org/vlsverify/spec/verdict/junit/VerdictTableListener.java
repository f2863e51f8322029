package org.vlsverify.spec.verdict.junit;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.NeutralLocale;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.verdict.RunVerdict;
import org.vlsverify.spec.verdict.VerdictLog;
import org.vlsverify.spec.verdict.VerdictTable;

/**
 * Prints the verdict at the end of a module's test run, and makes sure that it is not green when a
 * test failed or when the run was cut short. Found by the JUnit platform as a service.
 *
 * <p>Where several processes divide the tests of a module between them, the last one prints. A
 * module whose tests add nothing to the table prints nothing, except for the last one of the build,
 * which repeats the verdict, so that it is at the end of the run.
 */
public final class VerdictTableListener implements LauncherSessionListener, TestExecutionListener {
  /** Set for the tests of the build's last module. */
  static final String LAST_MODULE_PROPERTY = "vls.module.last";

  private static final int LONGEST_MESSAGE = 200;

  private final VerdictLog log;
  private final PrintStream out;
  private final ModuleRun run;
  private final boolean lastModule;

  private RunVerdict before;

  private boolean testsRan;

  /** Whether something could not be written or read, which has been said. */
  private boolean logFailed;

  /** Whether another process may have changed it before this one looked. */
  private boolean changed;

  /** Serves the project that the tests belong to. */
  public VerdictTableListener() {
    this(
        new VerdictLog(ProjectRoot.path()),
        System.out,
        ModuleRun.current(),
        Boolean.getBoolean(LAST_MODULE_PROPERTY));
  }

  VerdictTableListener(VerdictLog log, PrintStream out, ModuleRun run, boolean lastModule) {
    this.log = log;
    this.out = out;
    this.run = run;
    this.lastModule = lastModule;
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    NeutralLocale.use();
    session.getLauncher().registerTestExecutionListeners(this);
    begin();
  }

  void begin() {
    sayIfFailing(
        () -> {
          before = log.read();
          log.addProblem(run.sentence(), run.sentence());
          runs(run::replaces).forEach(old -> log.removeProblem(old.sentence()));
          changed = others();
        });
  }

  /** The runs that did not finish. */
  private Stream<ModuleRun> runs(Predicate<ModuleRun> which) {
    return log.read().problems().stream().flatMap(s -> ModuleRun.of(s).stream()).filter(which);
  }

  /** Whether other processes still run tests of this module. */
  private boolean others() {
    return runs(run::sharesWith).anyMatch(ModuleRun::isAlive);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    testsRan |= test.isTest();
    String about = place(test) + test.getDisplayName();
    sayIfFailing(
        () -> {
          if (result.getStatus() == Status.FAILED) {
            log.addProblem(about, about + " failed: " + message(result));
            FailurePages.write(log);
          } else {
            // It may have failed in an earlier run whose results were not cleared.
            log.removeProblem(about);
          }
        });
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    end();
  }

  void end() {
    sayIfFailing(
        () -> {
          log.removeProblem(run.sentence());
          if (others()) {
            return;
          }
          RunVerdict after = log.read();
          if (after.checks().isEmpty() && after.problems().isEmpty()) {
            // Without any test, as with -Dtest=none, there was nothing that could have checked.
            if (!logFailed && (testsRan || changed)) {
              out.println();
              out.println(VerdictTable.closing(after));
            }
          } else if (before == null
              || changed
              || !after.checks().equals(before.checks())
              || !after.problems().isEmpty()) {
            out.println();
            out.print(VerdictTable.render(after));
          } else if (lastModule) {
            out.println();
            out.println(VerdictTable.closing(after));
          }
        });
  }

  /** The platform would answer an exception of a listener with a stack trace. */
  private void sayIfFailing(Runnable action) {
    try {
      action.run();
    } catch (UncheckedIOException | BadInputException e) {
      logFailed = true;
      out.println(e.getMessage());
    }
  }

  /** The beginning of the message, on one line; the whole of it is in the test's report. */
  private static String message(TestExecutionResult result) {
    Throwable cause = result.getThrowable().orElseThrow();
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    String oneLine = message.strip().replaceAll("\\s+", " ");
    return oneLine.substring(0, Math.min(oneLine.length(), LONGEST_MESSAGE));
  }

  private static String place(TestIdentifier test) {
    TestSource source = test.getSource().orElse(null);
    if (source instanceof MethodSource method) {
      return method.getClassName() + ", ";
    }
    if (source instanceof ClassSource) {
      return "class ";
    }
    return "";
  }
}
