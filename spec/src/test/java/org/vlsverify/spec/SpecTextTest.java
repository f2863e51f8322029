package org.vlsverify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecTextTest {
  @Test
  void theFirstSentenceAboveADefinitionIsItsMeaning(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("M.tla"),
        """
        ---- MODULE M ----
        (* A box says
           two things. And more. *)
        Boxed == TRUE

        (***************************************************************)
        (* A frame of stars, e.g. this one, is left out.               *)
        (***************************************************************)
        Framed(x) == x

        \\* Line by
        \\* line.
        Lines == Boxed

        Silent == Boxed
        (* Not above. *)

        Apart == TRUE
        ====
        """);
    assertThat(SpecText.meaning(directory, "Boxed")).contains("A box says two things.");
    assertThat(SpecText.meaning(directory, "Framed"))
        .contains("A frame of stars, e.g. this one, is left out.");
    assertThat(SpecText.meaning(directory, "Lines")).contains("Line by line.");
    assertThat(SpecText.meaning(directory, "Silent")).isEmpty();
    assertThat(SpecText.meaning(directory, "Apart")).isEmpty();
    assertThat(SpecText.meaning(directory, "Missing")).isEmpty();
  }
}
