package org.vlsverify.linearizability.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFindingTest {
  @TempDir private Path directory;

  private String update;

  /** This test may itself run in an update. */
  @BeforeEach
  void suspendUpdate() {
    update = System.clearProperty(StoredFinding.UPDATE);
  }

  @AfterEach
  void resumeUpdate() {
    if (update == null) {
      System.clearProperty(StoredFinding.UPDATE);
    } else {
      System.setProperty(StoredFinding.UPDATE, update);
    }
  }

  @Test
  void findingIsComparedWithStoredText() throws IOException {
    StoredFinding stored =
        new StoredFinding(Files.writeString(directory.resolve("notice-lost.txt"), "one\ntwo\n"));

    assertThat(stored.isSameAs("one\ntwo\n")).isTrue();
    stored.assertSameAs("one\ntwo\n");
    assertThat(stored.isSameAs("one\ntwo")).isFalse();
    assertThatThrownBy(() -> stored.assertSameAs("one\ntwo"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Dvls.traces.update=true")
        .hasMessageContaining("notice-lost.txt");
  }

  @Test
  void missingTextIsDifferent() {
    StoredFinding stored = new StoredFinding(directory.resolve("notice-lost.txt"));

    assertThat(stored.isSameAs("one")).isFalse();
    assertThatThrownBy(() -> stored.assertSameAs("one"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("(nothing stored)");
  }

  @Test
  void updateStoresFinding() {
    StoredFinding stored =
        new StoredFinding(directory.resolve("global-lock").resolve("notice-lost.txt"));
    System.setProperty(StoredFinding.UPDATE, "true");

    assertThat(stored.isSameAs("one\n")).isTrue();

    assertThat(stored.file()).hasContent("one\n");
  }

  @Test
  void findingsAreStoredInTestResources() {
    assertThat(StoredFinding.of("defects/sequential/locked", "notice-lost").file())
        .isAbsolute()
        .endsWith(
            Path.of(
                "linearizability/src/test/resources/defects/sequential/locked/notice-lost.txt"));
  }
}
