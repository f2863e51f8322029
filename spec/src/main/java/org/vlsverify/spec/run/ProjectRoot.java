package org.vlsverify.spec.run;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the project's root from any directory of the project. */
public final class ProjectRoot {
  /** Names the root; set by the build for its tests. */
  public static final String PROPERTY = "vls.root";

  private ProjectRoot() {}

  /**
   * The root as named by the system property {@value #PROPERTY}, otherwise the nearest directory at
   * or above the working directory that contains {@code spec/tla}.
   *
   * @return an absolute path
   * @throws BadInputException if there is no such directory
   */
  public static Path path() {
    String named = System.getProperty(PROPERTY);
    if (named != null && !named.isBlank()) {
      Path root = Path.of(named).toAbsolutePath().normalize();
      if (!holdsSpecs(root)) {
        throw new BadInputException(
            "-D" + PROPERTY + "=" + named + " names a directory without spec/tla.");
      }
      return root;
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path root = start; root != null; root = root.getParent()) {
      if (holdsSpecs(root)) {
        return root;
      }
    }
    throw new BadInputException(
        "No directory at or above "
            + start
            + " contains spec/tla; name the project's root with -D"
            + PROPERTY
            + "=DIRECTORY.");
  }

  private static boolean holdsSpecs(Path directory) {
    return Files.isDirectory(directory.resolve("spec").resolve("tla"));
  }
}
