package org.vlsverify.spec.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vlsverify.spec.module.TlcConfig;
import org.vlsverify.spec.run.BadInputException;

/**
 * The files derived from the manifests and the modules without a run of TLC: the property lists of
 * configurations, the derived configurations, and the document of defects.
 */
final class ModelFiles {
  private ModelFiles() {}

  /** The new content of each stale file under version control. */
  static Map<Path, String> stale(ModelCatalog catalog) {
    Map<Path, String> files = new TreeMap<>();
    PropertyRules rules = new PropertyRules();
    for (Model model : catalog.models()) {
      if (model.generated() == null) {
        PropertyRules.Lists lists = rules.required(model, catalog);
        files.put(
            model.config(),
            TlcConfig.withLists(model.configText(), lists.invariants(), lists.properties()));
      }
    }
    boolean isProject = catalog.manifests().stream().anyMatch(Manifest::isOfProject);
    if (isProject) {
      files.put(DefectsDocument.FILE, new DefectsDocument(catalog).markdown());
    }
    files.entrySet().removeIf(file -> file.getValue().equals(read(file.getKey())));
    return files;
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : null;
    } catch (IOException e) {
      throw new BadInputException("The file " + file + " cannot be read.", e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new BadInputException("The file " + file + " cannot be written.", e);
    }
  }

  /**
   * Writes the stale files and the derived configurations.
   *
   * @return the stale files
   */
  static List<Path> write(ModelCatalog catalog) {
    Map<Path, String> stale = stale(catalog);
    stale.forEach(ModelFiles::write);
    Map<Path, List<Path>> derived = new HashMap<>();
    for (Model model : catalog.models()) {
      if (model.generated() != null) {
        model.prepared();
        derived
            .computeIfAbsent(model.config().getParent(), folder -> new ArrayList<>())
            .add(model.config());
      }
    }
    derived.forEach(ModelFiles::deleteOthers);
    return List.copyOf(stale.keySet());
  }

  /** Deletes configurations derived from deleted rows. */
  private static void deleteOthers(Path folder, List<Path> derived) {
    if (!folder.getParent().endsWith(Path.of("target", "models"))) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(".cfg") && !derived.contains(file)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Copies all configurations beside their modules, for editors that look only there.
   *
   * @return the number of copies
   */
  static int copyBesideModules(ModelCatalog catalog) {
    int copied = 0;
    for (Model model : catalog.models()) {
      Path beside = model.directory().resolve(model.name() + ".cfg");
      if (!model.config().getParent().equals(model.directory())) {
        write(beside, model.configText());
        copied++;
      }
    }
    return copied;
  }
}
