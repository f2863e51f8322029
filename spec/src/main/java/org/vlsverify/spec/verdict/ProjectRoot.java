package org.vlsverify.spec.verdict;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the folder that holds the whole project. */
final class ProjectRoot {
  /** The system property that names the root; the build sets it. */
  public static final String PROPERTY = "vls.root";

  private ProjectRoot() {}

  /**
   * Returns the project's root: what the system property {@value #PROPERTY} says or, without it,
   * the nearest folder upwards from the working directory that contains {@code spec/tla}.
   *
   * @return an absolute path, never null
   * @throws IllegalStateException if there is no such folder
   */
  public static Path find() {
    String configured = System.getProperty(PROPERTY);
    if (configured != null) {
      return Path.of(configured).toAbsolutePath().normalize();
    }
    return above(Path.of("").toAbsolutePath());
  }

  static Path above(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("spec").resolve("tla"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "No folder at or above "
            + start
            + " contains spec/tla; run from inside the project or set -D"
            + PROPERTY
            + "=FOLDER.");
  }
}
