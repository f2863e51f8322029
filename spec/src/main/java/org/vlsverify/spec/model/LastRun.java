package org.vlsverify.spec.model;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.verdict.VerdictLog;

/** The times of models on this machine, from the last verdict. */
public final class LastRun {
  private LastRun() {}

  /**
   * @return name of a model to the seconds it took; empty if there is no verdict
   * @throws org.vlsverify.spec.run.BadInputException if there is no project
   */
  public static Map<String, Double> seconds() {
    Map<String, Double> seconds = new HashMap<>();
    try {
      new VerdictLog(ProjectRoot.ofResults())
          .read()
          .checks()
          .forEach(
              check -> seconds.put(check.check().replaceFirst("^model/", ""), check.seconds()));
    } catch (UncheckedIOException e) {
      // The times are only a hint.
      seconds.clear();
    }
    return seconds;
  }

  /**
   * @param seconds how long it took, or null
   * @return the text for a column of a list; empty if unknown
   */
  public static String column(Double seconds) {
    return seconds == null ? "" : seconds < 1 ? "<1 s" : "%.0f s".formatted(seconds);
  }
}
