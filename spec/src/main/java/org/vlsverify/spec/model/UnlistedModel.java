package org.vlsverify.spec.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;

/** A configuration that may be in no manifest. */
final class UnlistedModel {
  private UnlistedModel() {}

  /**
   * Gives the model of a configuration. Its root module is the given one; or the module of its name
   * beside it; or, in a folder of models, the module with the name of the folders.
   *
   * @param config the file, not null
   * @param module the root module, or null
   * @param catalog the known models
   * @return the model of the catalog, or else a new one without an expected result
   * @throws BadInputException if a file is missing, or no module for it
   */
  static Model of(Path config, Path module, ModelCatalog catalog) {
    Path file = config.toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("There is no file " + config + ".");
    }
    return catalog.models().stream()
        .filter(model -> module == null && model.config().toAbsolutePath().equals(file))
        .findFirst()
        .orElseGet(() -> unlisted(config, file, module));
  }

  private static Model unlisted(Path config, Path file, Path module) {
    Path root =
        Optional.ofNullable(module)
            .map(named -> named.toAbsolutePath().normalize())
            .or(() -> Optional.of(file.resolveSibling(ManifestModels.nameOf(file) + ".tla")))
            .filter(Files::isRegularFile)
            .or(() -> byFolders(file))
            .orElseThrow(
                () ->
                    new BadInputException(
                        module == null
                            ? "The root module of "
                                + config
                                + " is not known; name it with --module FILE."
                            : "There is no file " + module + "."));
    return new Model(
        ManifestModels.nameOf(file),
        "in no manifest",
        root.getFileName().toString().replaceFirst("\\.tla$", ""),
        root,
        file,
        null,
        Budget.QUICK,
        null,
        false,
        1,
        null,
        Model.Expectation.NONE);
  }

  /** The longest path of folders that names a module. */
  private static Optional<Path> byFolders(Path file) {
    for (Path folder = file.getParent();
        folder.getFileName() != null;
        folder = folder.getParent()) {
      Optional<Path> found =
          ManifestModels.findModule(folder, ManifestModels.moduleOf(folder, file));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
