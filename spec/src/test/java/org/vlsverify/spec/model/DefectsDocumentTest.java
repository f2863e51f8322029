package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.Fixtures;

/** The document of defects leaves none out; that it is up to date: {@link ModelFilesTest}. */
class DefectsDocumentTest {
  @TempDir Path directory;

  @Test
  void eachDefectOfTheSourceIsDescribedOnce() {
    assertThat(new DefectsDocument(ModelCatalog.load()).complaints())
        .as("defects without exactly one description in the manifests")
        .isEmpty();
  }

  private List<String> complaints(String rows) throws IOException {
    for (String file : List.of("Lending.tla", "LendingLimitless.cfg", "LendingQueueJump.cfg")) {
      Files.copy(Fixtures.SPECS.resolve(file), directory.resolve(file));
    }
    Path manifest =
        Files.writeString(
            directory.resolve("manifest.json"),
            "{\"module\": \"Lending\", \"models\": [], \"defects\": [" + rows + "]}");
    return new DefectsDocument(ModelCatalog.load(manifest)).complaints();
  }

  private static String row(String name, String defect, String more) {
    return """
        {"name": "%s", "what": "What", "defect": "%s", "violates": "%s"%s}"""
        .formatted(
            name,
            defect,
            name.equals("LendingLimitless") ? "OneLoan" : "FirstComeFirstServed",
            more);
  }

  @Test
  void missingPartIsNamed() throws IOException {
    assertThat(
            complaints(
                row("LendingLimitless", "limitless", ", \"origin\": \"found here\"")
                    + ","
                    + row("LendingQueueJump", "queue-jump", "")))
        .containsExactly(
            "limitless has \"origin\" and no \"inSource\"",
            "LendingQueueJump: no row says \"origin\" and \"inSource\" of queue-jump");
  }

  @Test
  void defectIsDescribedOnce() throws IOException {
    String described = ", \"origin\": \"found here\", \"inSource\": true";
    assertThat(
            complaints(
                row("LendingLimitless", "limitless", described)
                    + ","
                    + row("LendingQueueJump", "limitless", described)))
        .containsExactly("limitless has several rows with \"origin\"");
  }
}
