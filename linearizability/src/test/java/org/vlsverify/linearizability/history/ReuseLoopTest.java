package org.vlsverify.linearizability.history;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.sessions.design.Design;

/** Negative control: a counter that is too narrow. */
class ReuseLoopTest {

  @Test
  void generationOfSixteenBitsIsFound() {
    Defect narrow =
        new Defect(
            Design.OPTIMISTIC,
            "generation-16-bits",
            "The handle keeps 16 bits of the generation, and the element compares 32.",
            "SharedElements",
            "Integer.toUnsignedLong(elements[index].generation())",
            "(elements[index].generation() & 0xFFFFL)");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                ReuseLoop.run(
                    narrow.toString(),
                    new MutatedImplementation(narrow),
                    ReuseLoop.ROUNDS,
                    "mvn test"))
        .withMessageContaining("used for the 65,537th time")
        .withMessageContaining("isSharedBy(worker 0, session 0, other worker 1)");
  }
}
