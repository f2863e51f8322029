package org.vlsverify.spec;

import java.nio.file.Path;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.run.ProjectRoot;

/** The small specifications of this module's tests. */
public final class Fixtures {
  public static final Path SPECS =
      ProjectRoot.path().resolve(Path.of("spec", "src", "test", "tla"));
  public static final Path CATALOG = SPECS.resolve("manifest.json");

  private Fixtures() {}

  public static Model model(String name) {
    return ModelCatalog.load(CATALOG).model(name);
  }
}
