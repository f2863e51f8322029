package org.vlsverify.linearizability.lincheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** What a check of scenarios says about a finding: message, stored trace and verdict. */
public final class FindingReport {
  /** The outcome of a check that finds nothing. */
  public static final String NOTHING = "nothing found";

  private FindingReport() {}

  /**
   * A name for the files of a finding.
   *
   * @param scheduler the kind of check, not null
   * @param check not null
   * @param implementation not null
   * @return the name
   */
  public static String name(String scheduler, String check, String implementation) {
    return "%s-%s-%s".formatted(scheduler, check, implementation);
  }

  /**
   * Stores the finding, records the verdict, and fails.
   *
   * @param finding not null
   * @param name of its files, not null
   * @param implementation not null
   * @param how the rest of the sentence "Found in execution 7 ...", not null
   * @param command the command that repeats the check, not null
   * @param result the verdict without an outcome, not null
   * @throws AssertionError with the explanation
   */
  public static void fail(
      Finding finding,
      String name,
      String implementation,
      String how,
      String command,
      CheckResult.Builder result) {
    Path trace = FailingTrace.file(name);
    String message =
        "%sFound in execution %d %s, %s.\n%s%sReproduce with: %s\n"
            .formatted(
                Explanation.of(finding),
                finding.execution(),
                how,
                implementation,
                finding.interleaving().isEmpty() ? "" : "Interleaving:\n" + finding.interleaving(),
                LincheckTrace.store(finding, trace, implementation),
                command);
    store(name, message + "\n" + finding.details());
    VerdictLog.record(
        result
            .outcome(NOTHING, "%s: %s".formatted(finding.kind(), finding.scenario()), false)
            .trace(trace)
            .build());
    throw new AssertionError(message);
  }

  private static void store(String name, String text) {
    Path file = FailingTrace.folder().resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".txt");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
