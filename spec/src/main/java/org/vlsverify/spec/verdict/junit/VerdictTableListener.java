package org.vlsverify.spec.verdict.junit;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
 * Prints the verdict at the end of a module's test run, and makes sure that it is red after a
 * failed test or an aborted run. The JUnit platform finds it as a service.
 *
 * <p>Where several processes divide the tests of a module between them, the last one prints. A
 * module without checks prints nothing, except the last one of the build, which repeats the verdict
 * at the end of the run. In another project, which uses this one as a library, the log is in the
 * working directory.
 */
public final class VerdictTableListener implements LauncherSessionListener, TestExecutionListener {
  /** Set for the tests of the build's last module. */
  static final String LAST_MODULE_PROPERTY = "vls.module.last";

  private static final int LONGEST_MESSAGE = 200;

  private final Supplier<VerdictLog> project;
  private final PrintStream out;
  private final ModuleRun run;
  private final boolean lastModule;

  /** Null until the run begins, and where there is no project. */
  private VerdictLog log;

  private RunVerdict before;

  /** Whether another project uses this one as a library: it may have no checks. */
  private boolean isLibrary;

  private boolean testsRan;

  /** Whether an I/O error has been reported. */
  private boolean logFailed;

  /** Whether another process may have changed it in the meantime. */
  private boolean changed;

  /**
   * Creates a listener for the project of the tests. It does not look for the project yet: the
   * platform reports an exception of a constructor with the stack trace of its service loader.
   */
  public VerdictTableListener() {
    this(
        () -> new VerdictLog(ProjectRoot.ofResults()),
        System.out,
        System.getProperty("vls.build") == null ? ModuleRun.ofLibrary() : ModuleRun.current(),
        Boolean.getBoolean(LAST_MODULE_PROPERTY));
  }

  VerdictTableListener(
      Supplier<VerdictLog> project, PrintStream out, ModuleRun run, boolean lastModule) {
    this.project = project;
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
          log = project.get();
          isLibrary = !ProjectRoot.isKnown();
          if (isLibrary) {
            log.forgetOtherBuilds(run.build());
          }
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
    if (log == null) {
      return;
    }
    testsRan |= test.isTest();
    String about = place(test) + test.getDisplayName();
    sayIfFailing(
        () -> {
          if (result.getStatus() == Status.FAILED) {
            log.addProblem(about, about + " failed: " + message(result));
            FailurePages.write(log);
          } else {
            // It may have failed in an earlier run without a cleanup since.
            log.removeProblem(about);
          }
        });
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    end();
  }

  void end() {
    if (log == null) {
      return;
    }
    sayIfFailing(
        () -> {
          log.removeProblem(run.sentence());
          if (others()) {
            return;
          }
          RunVerdict after = log.read();
          if (after.checks().isEmpty() && after.problems().isEmpty()) {
            // Without any test, as with -Dtest=none, no check could run.
            if (!isLibrary && !logFailed && (testsRan || changed)) {
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

  /** The platform prints a stack trace for an exception of a listener. */
  private void sayIfFailing(Runnable action) {
    try {
      action.run();
    } catch (UncheckedIOException | BadInputException e) {
      logFailed = true;
      out.println(e.getMessage());
    }
  }

  /** The beginning of the message, on one line; the test's report has all of it. */
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
