package org.vlsverify.linearizability.mutant;

import java.util.List;
import java.util.stream.Stream;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;

/**
 * Defects of the implementation that only threads at the same time can show: those of the source
 * that a program on the JVM can have, and the classic ones of such code.
 */
public final class ConcurrentDefects {
  /** A lock that keeps nobody out. */
  static final String OWN_LOCK = "new java.util.concurrent.locks.ReentrantLock();";

  static final List<String> LEAVING =
      List.of("close", "unshare", "exitLeaveNext", "cleanupLeaveNext");
  static final List<String> LISTENING = List.of("accept", "epollAdd");

  /**
   * A defect, and how it must be found.
   *
   * @param defect what is wrong
   * @param operations the methods that do it wrong
   * @param family of the scenario
   * @param scenario the name of the scenario that must find it
   * @param kind what is found
   * @param words what the explanation must say
   */
  public record Expected(
      Defect defect,
      List<String> operations,
      HandWrittenScenarios family,
      String scenario,
      Kind kind,
      String words) {
    /** The scenario that must find it. */
    public Scenario made() {
      return family.scenarios().stream()
          .filter(candidate -> candidate.name().equals(scenario))
          .findFirst()
          .orElseThrow();
    }

    /** Whether one of the threads does what is done wrong. */
    boolean concerns(Scenario scenario) {
      return scenario.invocations().map(Invocation::method).anyMatch(operations::contains);
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
