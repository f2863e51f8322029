package org.vlsverify.linearizability.history;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.sessions.design.Design;

/** Negative controls: numbers that are too narrow. */
class LargeNumbersTest {

  @Test
  void numberOfSharedSessionsIsFound() {
    assertFound(
        new Defect(
            Design.GLOBAL_LOCK,
            "shared-count-16-bits",
            "The shared sessions are counted with 16 bits.",
            "PlainSessions",
            "sharedCount++;",
            "sharedCount = (short) (sharedCount + 1);"),
        "32,832 sessions",
        "forkShareNext(child 1): expected NO_CAPACITY, is FIRST_SHARED");
  }

  @Test
  void numberOfSubscribersIsFound() {
    assertFound(
        new Defect(
            Design.OPTIMISTIC,
            "subscriber-count-16-bits",
            "The subscribers are counted with 16 bits without a sign.",
            "Subscribers",
            "put(worker, count); count++;",
            "put(worker, count); count = (char) (count + 1);"),
        "65,600 subscribers",
        "expected OWNER_CHANGED, is LAST_CLOSED");
  }

  @Test
  void widthOfWorkerIndexIsFound() {
    assertFound(
        new Defect(
            Design.OPTIMISTIC,
            "flag-index-16-bits",
            "The place of a worker's flags has 16 bits.",
            "WorkerFlags",
            "return worker / Long.SIZE * kinds + kind;",
            "return (short) (worker / Long.SIZE * kinds + kind);"),
        "1,048,576 worker indices",
        "ArrayIndexOutOfBoundsException");
  }

  private static void assertFound(Defect narrow, String part, String finding) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                LargeNumbers.run(narrow.toString(), new MutatedImplementation(narrow), "mvn test"))
        .withMessageContaining(part)
        .withMessageContaining(finding)
        .withMessageContaining("Reproduce with: mvn test");
  }
}
