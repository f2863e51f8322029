package org.vlsverify.spec.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
    return find()
        .orElseThrow(
            () ->
                new BadInputException(
                    "No directory at or above "
                        + Path.of("").toAbsolutePath()
                        + " contains spec/tla; name the project's root with -D"
                        + PROPERTY
                        + "=DIRECTORY."));
  }

  /**
   * The folder whose {@code target} gets the results of checks: the project's root, or the working
   * directory in a project that only uses this one as a library.
   *
   * @return an absolute path
   * @throws BadInputException if the system property {@value #PROPERTY} names another directory
   */
  public static Path ofResults() {
    return find().orElseGet(() -> Path.of("").toAbsolutePath());
  }

  /**
   * @return whether there is a project, as opposed to one that only uses this one as a library
   * @throws BadInputException if the system property {@value #PROPERTY} names another directory
   */
  public static boolean isKnown() {
    return find().isPresent();
  }

  private static Optional<Path> find() {
    String named = System.getProperty(PROPERTY);
    if (named != null && !named.isBlank()) {
      Path root = Path.of(named).toAbsolutePath().normalize();
      if (!holdsSpecs(root)) {
        throw new BadInputException(
            "-D" + PROPERTY + "=" + named + " names a directory without spec/tla.");
      }
      return Optional.of(root);
    }
    for (Path root = Path.of("").toAbsolutePath(); root != null; root = root.getParent()) {
      if (holdsSpecs(root)) {
        return Optional.of(root);
      }
    }
    return Optional.empty();
  }

  private static boolean holdsSpecs(Path directory) {
    return Files.isDirectory(directory.resolve("spec").resolve("tla"));
  }
}
