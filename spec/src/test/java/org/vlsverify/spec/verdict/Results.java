package org.vlsverify.spec.verdict;

import java.nio.file.Path;

/** Results to test with. */
public final class Results {
  private Results() {}

  static CheckResult.Builder passing(String check) {
    return CheckResult.of(CheckMethod.MODEL_CHECKING, check, "SharedData")
        .outcome("holds", "holds")
        .reproduce("mvn test -Dtest=" + check);
  }

  public static CheckResult model() {
    return passing("two-workers").states(5144, 18_230, 16).edges(13_086).seconds(2.25).build();
  }

  static CheckResult foundDefect() {
    return CheckResult.of(
            CheckMethod.LINEARIZABILITY, "unshare-against-unshare", "LockedSharedSessions")
        .defect("notify-twice")
        .outcome("not linearizable", "not linearizable")
        .executions(26)
        .seconds(1.04)
        .trace(Path.of("target", "verification", "traces", "notify-twice.txt"))
        .reproduce("mvn test -Dtest=UnshareTest")
        .build();
  }

  static CheckResult skipped(String variant) {
    return CheckResult.of(CheckMethod.PAGES, "browser", variant)
        .skipped("all tests pass", "no Chromium")
        .reproduce("mvn verify -Dit.test=MermaidIT")
        .build();
  }

  /** A check of a model that failed, with a trace. */
  public static CheckResult failing(Path trace) {
    return passing("owner-is-subscriber")
        .outcome("holds", "violated after 4 steps")
        .trace(trace)
        .build();
  }

  static CheckResult failing() {
    return failing(Path.of("target/verification/traces/owner.txt"));
  }
}
