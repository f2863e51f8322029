package org.vlsverify.spec.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;

/**
 * The stored counterexample of a seeded defect, in {@code spec/counterexamples}, in a folder for
 * its specification, kind of property and property. {@link ModelWriter} stores it.
 *
 * @param file where it is stored, not null
 */
public record StoredTrace(Path file) {
  private static final String FOLDER = "counterexamples";

  private static final String ADVICE =
      " - if the change to the spec is intended, explain it and store the new one: ";

  /**
   * @return the folder of the project's counterexamples
   * @throws BadInputException if there is no project
   */
  public static Path directory() {
    return ProjectRoot.path().resolve(Path.of("spec", FOLDER));
  }

  /**
   * @return the files of the project's counterexamples, sorted
   * @throws BadInputException if there is no project, or the folder cannot be read
   */
  public static List<Path> all() {
    return all(directory());
  }

  static List<Path> all(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new BadInputException("The folder " + folder + " cannot be read.", e);
    }
  }

  /** The folder for the counterexamples of a model; for a foreign one, beside its module. */
  static Path directory(Model model) {
    Path tla = ProjectRoot.ofResults().resolve(Path.of("spec", "tla"));
    return model.directory().equals(tla) ? directory() : model.directory().resolve(FOLDER);
  }

  /**
   * @param model a model that is expected to violate something, not null
   * @return the file for its counterexample
   */
  public static StoredTrace of(Model model) {
    Model.Expectation expected = model.expected();
    String kind =
        switch (expected.verdict()) {
          case INVARIANT -> "invariants";
          case ACTION_PROPERTY -> "steps";
          case LIVENESS -> "liveness";
          default -> "others";
        };
    String property = expected.property() == null ? expected.verdict().name() : expected.property();
    return new StoredTrace(
        directory(model)
            .resolve(Path.of(model.specification(), kind, property, model.name() + ".json")));
  }

  /**
   * Compares.
   *
   * @param found the counterexample that was found, not null
   * @param update the command that stores it, not null
   * @return the difference from the stored one, if there is one
   */
  public Optional<String> compare(Trace found, String update) {
    if (!Files.exists(file)) {
      return Optional.of("counterexample: there is none stored as " + file + ADVICE + update);
    }
    Trace stored = TraceJson.read(file);
    return stored.equals(found)
        ? Optional.empty()
        : Optional.of(
            "counterexample: the one stored as "
                + file
                + difference(stored, found)
                + ADVICE
                + update);
  }

  private static String difference(Trace stored, Trace found) {
    if (!stored.model().equals(found.model())) {
      return " is of model " + stored.model();
    }
    if (!stored.problem().equals(found.problem())) {
      return " violates " + stored.problem().kind() + " " + stored.problem().property();
    }
    if (!stored.initial().equals(found.initial())) {
      return " starts in another state";
    }
    for (int i = 0; i < Math.min(stored.steps().size(), found.steps().size()); i++) {
      Trace.Step step = stored.steps().get(i);
      if (!step.operation().equals(found.steps().get(i).operation())) {
        return " goes to state " + (i + 2) + " by " + step.operation();
      }
      if (!step.equals(found.steps().get(i))) {
        return " has another state " + (i + 2) + " after the same operation";
      }
    }
    return stored.length() == found.length()
        ? " repeats itself from another state on"
        : " has " + stored.length() + " states";
  }
}
