package org.vlsverify.spec.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleCommentsTest {
  @Test
  void meaningIsFirstSentenceAboveDefinition(@TempDir Path directory) throws IOException {
    Path module = directory.resolve("M.tla");
    Files.writeString(
        module,
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
    assertThat(ModuleComments.meaning(module, "Boxed")).contains("A box says two things.");
    assertThat(ModuleComments.meaning(module, "Framed"))
        .contains("A frame of stars, e.g. this one, is left out.");
    assertThat(ModuleComments.meaning(module, "Lines")).contains("Line by line.");
    assertThat(ModuleComments.meaning(module, "Silent")).isEmpty();
    assertThat(ModuleComments.meaning(module, "Apart")).isEmpty();
    assertThat(ModuleComments.meaning(module, "Missing")).isEmpty();
  }

  @Test
  void extendedModulesComeFirst(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("A.tla"), "---- MODULE A ----\n(* Another one. *)\nType == 1\n====\n");
    Files.writeString(
        directory.resolve("S.tla"), "---- MODULE S ----\n(* The right one. *)\nType == 2\n====\n");
    Path module = directory.resolve("MCS.tla");
    Files.writeString(module, "---- MODULE MCS ----\nEXTENDS S, TLC\n====\n");
    assertThat(ModuleComments.meaning(module, "Type")).contains("The right one.");
  }

  @Test
  void lineBelongsToDefinitionAbove(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("M.tla"), "---- MODULE M ----\nOne ==\n  1\nTwo(x) ==\n  2\n====\n");
    assertThat(ModuleComments.definitionAt(directory, "M", 3)).contains("One");
    assertThat(ModuleComments.definitionAt(directory, "M", 1)).isEmpty();
  }
}
