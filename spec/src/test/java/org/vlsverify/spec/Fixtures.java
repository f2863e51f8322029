package org.vlsverify.spec;

import java.nio.file.Path;

/** The tiny specifications that this module's tests work on. */
final class Fixtures {
  static final Path SPECS = ProjectRoot.path().resolve(Path.of("spec", "src", "test", "tla"));
  static final Path CATALOG = SPECS.resolve("models.json");

  private Fixtures() {}

  static Model model(String name) {
    return ModelCatalog.load(CATALOG).model(name);
  }
}
