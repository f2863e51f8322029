package org.vlsverify.linearizability.tracevalidation;

import org.vlsverify.linearizability.tracevalidation.ValidationReport.Rejection;
import org.vlsverify.spec.page.TracePage;
import org.vlsverify.spec.page.TracePage.About;

/**
 * A recorded run as one HTML page, with the event that fits no step at its end, if there is one.
 */
public final class RunPage {
  private RunPage() {}

  /**
   * @param run not null
   * @return the page
   */
  public static String html(RunTrace run) {
    String allowed = run.rejection().map(Rejection::message).orElse("");
    return TracePage.html(
        run.trace(),
        new About(
            "Recorded run " + run.trace().model(),
            "",
            allowed.isEmpty() ? "" : "The event, and what the specification would have allowed",
            allowed,
            "",
            ""));
  }
}
