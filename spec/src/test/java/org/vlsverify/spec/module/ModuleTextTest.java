package org.vlsverify.spec.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleTextTest {
  private static final String TEXT =
      """
      ---- MODULE M ----
      (* EXTENDS Nothing, (* which a comment may say *) here *)
      EXTENDS Naturals,
        FiniteSets
      Range(sequence) == {sequence[i] :
        i \\in DOMAIN sequence} \\* Unused == 1

      (* Not a definition:
      Hidden == TRUE *)
      (*********************************************)
      (* Safety: invariants, and what they consist of *)
      (*********************************************)
      Part == "(* no comment" # "Whole"
      Part2(x) == Part
      RECURSIVE Part3(_)
      Part3(n) == Part3(n - 1)

      (* The sentence. *)
      Whole ==
        /\\ Part2(1)

        /\\ Part3(1)
      Copied == Other!Copied /\\ Other!Whole
      (*********************************************)
      (* Liveness                                  *)
      (*********************************************)
      Ends == <>Whole2
      ====
      """;

  @TempDir Path directory;

  private ModuleText read() throws IOException {
    Files.writeString(directory.resolve("M.tla"), TEXT);
    return ModuleText.read(directory.resolve("M.tla"));
  }

  @Test
  void definitionsAreFoundWithTheirLines() throws IOException {
    ModuleText specification = read();
    assertThat(specification.name()).isEqualTo("M");
    assertThat(specification.definitions())
        .extracting(ModuleText.Definition::name)
        .containsExactly("Range", "Part", "Part2", "Part3", "Whole", "Copied", "Ends");
    ModuleText.Definition whole = specification.definition("Whole").orElseThrow();
    assertThat(whole.firstLine()).isEqualTo(19);
    assertThat(whole.lastLine()).isEqualTo(22);
    assertThat(whole.hasParameters()).isFalse();
    assertThat(specification.definition("Range").orElseThrow().text())
        .doesNotContain("Unused")
        .contains("DOMAIN");
    assertThat(specification.definitionAt(22)).contains(whole);
    assertThat(specification.definitionAt(8)).isEmpty();
  }

  @Test
  void propertiesAreUnreferencedDefinitions() throws IOException {
    ModuleText specification = read();
    assertThat(specification.properties(ModuleText.INVARIANTS)).containsExactly("Whole", "Copied");
    assertThat(specification.properties(ModuleText.LIVENESS)).containsExactly("Ends");
    assertThat(specification.properties(ModuleText.REFINEMENT)).isEmpty();
    assertThat(specification.properties()).containsExactly("Copied", "Ends", "Whole");
  }

  @Test
  void specificationIsTheExtendedModule() throws IOException {
    read();
    Path middle = directory.resolve("MCM.tla");
    Path root = directory.resolve("MCMDefects.tla");
    Files.writeString(middle, "---- MODULE MCM ----\nEXTENDS TLC, M\n====\n");
    Files.writeString(root, "---- MODULE MCMDefects ----\n\nEXTENDS MCM\n\nX == 1\n====\n");
    assertThat(ModuleText.of(root).name()).isEqualTo("M");
    assertThat(ModuleText.of(directory.resolve("M.tla")).name()).isEqualTo("M");
    assertThat(ModuleText.chain(root))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("MCMDefects.tla", "MCM.tla", "M.tla");
  }

  @Test
  void instancesOfModulesBesideItAreFound() throws IOException {
    Files.writeString(directory.resolve("Abstract.tla"), "---- MODULE Abstract ----\n====\n");
    assertThat(instantiatesOther("Abstract == INSTANCE Abstract WITH a <- b")).isTrue();
    assertThat(instantiatesOther("Sorting == INSTANCE Sequences")).isFalse();
    assertThat(instantiatesOther("\\* INSTANCE Abstract")).isFalse();
  }

  private boolean instantiatesOther(String line) throws IOException {
    Path file = directory.resolve("M.tla");
    Files.writeString(file, "---- MODULE M ----\n" + line + "\n====\n");
    return ModuleText.read(file).instantiatesOther();
  }
}
