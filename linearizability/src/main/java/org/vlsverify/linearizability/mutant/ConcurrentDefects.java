package org.vlsverify.linearizability.mutant;

import java.util.List;
import java.util.stream.Stream;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;

/**
 * Seeded defects that only concurrent threads show: those of the C source that a program on the JVM
 * can have, and classic ones.
 */
public final class ConcurrentDefects {
  /** A lock without contenders. */
  static final String OWN_LOCK = "new java.util.concurrent.locks.ReentrantLock();";

  static final List<String> LEAVING =
      List.of("close", "unshare", "exitLeaveNext", "cleanupLeaveNext");
  static final List<String> LISTENING = List.of("accept", "epollAdd");

  /**
   * A defect, and the expected finding.
   *
   * @param defect not null
   * @param operations the methods with the defect
   * @param family the family of the scenario
   * @param scenario the name of the scenario that finds it
   * @param kind the kind of the finding
   * @param words a text in the explanation
   */
  public record Expected(
      Defect defect,
      List<String> operations,
      HandWrittenScenarios family,
      String scenario,
      Kind kind,
      String words) {
    /** The scenario that finds it. */
    public Scenario made() {
      return family.scenarios().stream()
          .filter(candidate -> candidate.name().equals(scenario))
          .findFirst()
          .orElseThrow();
    }

    /** Whether one of the threads calls a method with the defect. */
    boolean concerns(Scenario scenario) {
      return scenario.invocations().map(Invocation::method).anyMatch(operations::contains);
    }

    /** The stored explanation of the finding. */
    public StoredFinding storedFinding() {
      return StoredFinding.of("defects/concurrent/" + defect.design(), defect.name());
    }

    @Override
    public String toString() {
      return defect.toString();
    }
  }

  private ConcurrentDefects() {}

  public static List<Expected> all() {
    return Stream.of(LockedDefects.all(), OptimisticDefects.all(), GlobalLockDefects.all())
        .flatMap(List::stream)
        .toList();
  }
}
