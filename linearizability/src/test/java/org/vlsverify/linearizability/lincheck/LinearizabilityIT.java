package org.vlsverify.linearizability.lincheck;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.spec.Budget;

/** The scenarios made by hand, with as many executions as the budget allows. */
class LinearizabilityIT {

  @ParameterizedTest
  @EnumSource
  void modelChecking(Scenarios family) {
    LincheckCheck.check(
        "LinearizabilityIT#modelChecking",
        family + ", longer",
        Strategy.MODEL_CHECKING,
        ThreadModel.MULTI_THREADED,
        family.scenarios());
  }

  @Test
  void modelCheckingWithOneThreadPerWorker() {
    LincheckCheck.check(
        "LinearizabilityIT#modelCheckingWithOneThreadPerWorker",
        "all with one thread per worker, longer",
        Strategy.MODEL_CHECKING,
        ThreadModel.SINGLE_THREADED,
        LinearizabilityTest.allWithOneThreadPerWorker());
  }

  @Test
  void randomScenarios() {
    LincheckCheck.check(
        "LinearizabilityIT#randomScenarios",
        "random scenarios",
        Strategy.MODEL_CHECKING,
        ThreadModel.MULTI_THREADED,
        RandomScenarios.of(Budget.current().includes(Budget.NIGHTLY) ? 1_000 : 50));
  }

  @Test
  void stress() {
    LincheckCheck.check(
        "LinearizabilityIT#stress",
        "all scenarios, longer",
        Strategy.STRESS,
        ThreadModel.MULTI_THREADED,
        LinearizabilityTest.all().toList());
  }

  @Test
  void stressWithOneThreadPerWorker() {
    LincheckCheck.check(
        "LinearizabilityIT#stressWithOneThreadPerWorker",
        "all with one thread per worker, longer",
        Strategy.STRESS,
        ThreadModel.SINGLE_THREADED,
        LinearizabilityTest.allWithOneThreadPerWorker());
  }
}
