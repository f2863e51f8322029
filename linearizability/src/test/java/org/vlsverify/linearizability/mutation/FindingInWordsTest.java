package org.vlsverify.linearizability.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingInWordsTest {

  @Test
  void replayIsWithoutItsPath() {
    String message =
        """
        some-mutant differs from the specification.
        In model SharedData_2w1s, after a shortest path:
           0. worker 0 lives
           1. open(worker 0, session 0) -> OPENED
        the difference:
           2. close(worker 0, session 0)
               outcome: expected CLOSED, is UNKNOWN_SESSION
        Reproduce with: vls mutate
        """;

    assertThat(FindingInWords.of(new AssertionError(message)))
        .isEqualTo(
            """
            some-mutant differs from the specification.
            In model SharedData_2w1s, after a shortest path:
               2. close(worker 0, session 0)
                   outcome: expected CLOSED, is UNKNOWN_SESSION""");
  }

  @Test
  void stepsAfterTheDifferenceAreLeftOut() {
    assertThat(
            FindingInWords.of(
                new AssertionError(
                    "t0: close (step 2 below)\n  the lock: expected held\n\n  1  Initial state")))
        .isEqualTo("t0: close (step 2 below)\n  the lock: expected held");
  }

  @Test
  void classOfTheMutantHasNoPackage() {
    assertThat(
            FindingInWords.of(
                new AssertionError(
                    "null: org.vlsverify.mutant.global_lock.some_mutant_1.Worker.find")))
        .isEqualTo("null: Worker.find");
  }
}
