package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.trace.TraceJson;

/** On a copy of a small specification, whose defect is derived by its constant. */
class WriteCommandTest {
  @TempDir Path directory;
  private Path manifest;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void copy() throws IOException {
    for (String file : new String[] {"Lending.tla", "LendingOk.cfg"}) {
      Files.copy(Fixtures.SPECS.resolve(file), directory.resolve(file));
    }
    manifest("OneLoan");
  }

  private void manifest(String violated) throws IOException {
    manifest =
        Files.writeString(
            directory.resolve("manifest.json"),
            """
            {"module": "Lending", "base": "LendingOk",
             "models": [{"name": "LendingOk", "what": "Two readers, one book"}],
             "defects": [{"name": "Limitless", "defect": "limitless", "violates": "%s",
               "verdict": "INVARIANT", "what": "A reader may borrow more than one book",
               "constants": {"Books": "{b1, b2}", "Defect": "\\"limitless\\""}}]}
            """
                .formatted(violated));
  }

  private int write(String... arguments) {
    out.getBuffer().setLength(0);
    String[] all = new String[arguments.length + 2];
    all[0] = "--catalog";
    all[1] = manifest.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return CheckCommand.execute(
        new WriteCommand(), new PrintWriter(out, true), new PrintWriter(out, true), all);
  }

  private String expected() throws IOException {
    return Files.readString(directory.resolve("expected.json"));
  }

  private Path trace() {
    return StoredTrace.of(ModelCatalog.load(manifest).model("Limitless")).file();
  }

  @Test
  void newModelIsStored() throws IOException {
    assertThat(write()).isZero();
    assertThat(out.toString())
        .contains("LendingOk: new, 5 states, 9 generated, 3 depth\n")
        .contains("Limitless: a counterexample, " + trace() + "\n")
        .endsWith("All verdicts are as in the manifests.\n");
    assertThat(expected())
        .contains("  \"LendingOk\": { \"distinct\": 5, \"generated\": 9, \"depth\": 3 }");
    assertThat(TraceJson.read(trace()).length()).isEqualTo(3);
    assertThat(write()).isZero();
    assertThat(out.toString())
        .isEqualTo("models to check: 2\nAll verdicts are as in the manifests.\n");
  }

  @Test
  void differenceIsShown() throws IOException {
    Files.writeString(
        directory.resolve("expected.json"), "{\"LendingOk\": {\"distinct\": 4, \"depth\": 3}}");
    assertThat(write("LendingOk")).isZero();
    assertThat(out.toString())
        .contains("LendingOk: 4 states, 3 depth\n    -> 5 states, 9 generated, 3 depth\n");
  }

  @Test
  void changedVerdictIsNotStored() throws IOException {
    assertThat(write()).isZero();
    String before = expected();
    Path stored = trace();
    // A reader that can borrow only one book never has two.
    Files.writeString(manifest, Files.readString(manifest).replace("{b1, b2}", "{b1}"));

    assertThat(write("Limitless")).isEqualTo(1);

    assertThat(out.toString())
        .contains("Limitless: expected INVARIANT OneLoan, found OK; the result is not stored.")
        .endsWith("Verdicts that differ from the manifests: 1.\n");
    assertThat(expected()).isEqualTo(before);
    assertThat(stored).exists();
  }

  @Test
  void misplacedCounterexampleIsDeleted() throws IOException {
    assertThat(write()).isZero();
    Path before = trace();
    Path other = Files.createDirectories(before.getParent().resolveSibling("Other"));
    Files.copy(before, other.resolve("Limitless.json"));
    assertThat(write("LendingOk")).isZero();
    assertThat(out.toString()).contains("deleted: " + other.resolve("Limitless.json") + "\n");
    assertThat(before).exists();
  }

  @Test
  void filesNeedNoTlc() {
    assertThat(write("--files")).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(directory.resolve("target/models").resolve(directory.getFileName()))
        .isDirectoryContaining("glob:**/Limitless.cfg");
    assertThat(directory.resolve("expected.json")).doesNotExist();
  }

  @Test
  void configurationsAreCopiedBesideModules() {
    assertThat(write("--files", "--beside")).isZero();
    assertThat(directory.resolve("Limitless.cfg")).exists();
  }

  @Test
  void badInputIsOneSentence() throws IOException {
    assertThat(write("Nothing")).isEqualTo(2);
    assertThat(out.toString().lines()).hasSize(1);
    Files.writeString(manifest, "{\"models\": [}");
    assertThat(write()).isEqualTo(2);
    assertThat(out.toString()).hasLineCount(1).contains("cannot be read, line 1, column 13");
    Files.writeString(manifest, "{\"models\": []}");
    Files.writeString(directory.resolve("expected.json"), "{");
    assertThat(write()).isEqualTo(2);
    assertThat(out.toString()).hasLineCount(1).contains("The numbers in ");
  }
}
