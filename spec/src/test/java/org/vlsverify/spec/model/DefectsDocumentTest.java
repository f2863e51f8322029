package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.run.SystemProperty;

/** The document of defects is the one that the checked data give, and leaves no defect out. */
class DefectsDocumentTest {
  @TempDir Path directory;

  private final ModelCatalog catalog = ModelCatalog.load();

  @Test
  void isUpToDate() throws IOException {
    assertThat(difference(DefectsDocument.FILE, DefectsDocument.load().markdown(catalog)))
        .isEmpty();
  }

  @Test
  void hasEachDefectOfTheLockLevelAndEachRedundantMeasure() throws IOException {
    assertThat(DefectsDocument.load().complaints(catalog))
        .as("where spec/tla/defects.json and spec/tla/models.json do not agree")
        .isEmpty();
  }

  /** Says that a document is not the one that it has to be, or writes it in an update. */
  private static Optional<String> difference(Path file, String document) throws IOException {
    if (Boolean.getBoolean(StoredTrace.UPDATE)) {
      Files.writeString(file, document);
    }
    return Files.exists(file) && Files.readString(file).equals(document)
        ? Optional.empty()
        : Optional.of(
            "%s is not up to date; mvn -pl spec test -Dtest=DefectsDocumentTest -D%s=true writes it"
                .formatted(file, StoredTrace.UPDATE));
  }

  @Test
  @SuppressWarnings("try") // What is set is closed, and not used otherwise.
  void aDifferenceIsNamed() throws IOException {
    Path file = directory.resolve("defects.md");
    String advice =
        file
            + " is not up to date; mvn -pl spec test -Dtest=DefectsDocumentTest"
            + " -Dvls.traces.update=true writes it";
    try (var update = new SystemProperty(StoredTrace.UPDATE, "false")) {
      assertThat(difference(file, "new")).contains(advice);
      Files.writeString(file, "old");
      assertThat(difference(file, "new")).contains(advice);
      assertThat(difference(file, "old")).isEmpty();
    }
    try (var update = new SystemProperty(StoredTrace.UPDATE, "true")) {
      assertThat(difference(file, "new")).isEmpty();
    }
    assertThat(file).hasContent("new");
  }

  private List<String> complaints(String old, String text) throws IOException {
    String source = Files.readString(DefectsDocument.SOURCE);
    assertThat(source).contains(old);
    Path file = Files.writeString(directory.resolve("defects.json"), source.replace(old, text));
    return DefectsDocument.load(file).complaints(catalog);
  }

  @Test
  void whatIsMissingOrWrongIsNamed() throws IOException {
    assertThat(complaints("[\"LockingDefect_close-vs-io-lock-order\"]", "[]"))
        .containsExactly(
            "close-vs-io-lock-order is the defect of none of its models",
            "LockingDefect_close-vs-io-lock-order is missing among the defects");
    assertThat(complaints("\"id\": \"close-vs-io-lock-order\"", "\"id\": \"lock-order\""))
        .containsExactly("lock-order is the defect of none of its models");
    assertThat(complaints("\"LockingDefect_close-vs-io-lock-order\"", "\"Locking_2w1t\""))
        .containsExactly(
            "close-vs-io-lock-order: Locking_2w1t finds no defect, or is listed twice",
            "close-vs-io-lock-order is the defect of none of its models",
            "LockingDefect_close-vs-io-lock-order is missing among the defects");
    assertThat(complaints("\"LockingWithout_no-second-look\"", "\"Locking_2w1t\""))
        .containsExactly(
            "no-second-look: Locking_2w1t does not leave out a measure",
            "LockingWithout_no-second-look is missing among the measures");
    assertThat(complaints("\"LockingWeak_table\"", "\"Locking_2w1t\""))
        .containsExactly(
            "of a step that locks a table: Locking_2w1t starves nobody, or is listed twice",
            "LockingWeak_table is missing among the defects");
  }
}
