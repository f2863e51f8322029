package org.vlsverify.linearizability.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * The stored text of the finding for a seeded defect, in {@code src/test/resources}. After an
 * intended change, {@code -Dvls.traces.update=true} stores the new text.
 *
 * @param file the file of the text
 */
public record StoredFinding(Path file) {
  static final String UPDATE = "vls.traces.update";

  /**
   * * @param folder below {@code src/test/resources}, with slashes
   *
   * @param defect the name of the defect
   * @return the stored text
   */
  public static StoredFinding of(String folder, String defect) {
    return new StoredFinding(
        ProjectRoot.path()
            .resolve("linearizability/src/test/resources")
            .resolve(folder)
            .resolve(defect + ".txt"));
  }

  /**
   * Compares, or stores in an update.
   *
   * @param finding not null
   * @return whether the finding is the one that is stored
   */
  public boolean isSameAs(String finding) {
    if (Boolean.getBoolean(UPDATE)) {
      store(finding);
    }
    return stored().equals(finding);
  }

  /**
   * Compares.
   *
   * @param finding not null
   * @throws AssertionError that shows the difference, if there is one
   */
  public void assertSameAs(String finding) {
    assertThat(finding)
        .as(
            "the finding; after an intended change store it with -D%s=true and read the"
                + " difference in %s",
            UPDATE, file)
        .isEqualTo(stored());
  }

  private String stored() {
    try {
      return Files.exists(file) ? Files.readString(file) : "(nothing stored)";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void store(String finding) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, finding);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
