package org.vlsverify.spec.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;

/**
 * The counterexample that a seeded defect is known to have, in {@code spec/counterexamples}. After
 * an intended change, {@code -Dvls.traces.update=true} stores what is found.
 *
 * @param file where it is stored
 */
public record StoredTrace(Path file) {
  public static final Path DIRECTORY =
      ProjectRoot.path().resolve(Path.of("spec", "counterexamples"));

  static final String UPDATE = "vls.traces.update";

  private static final String ADVICE =
      " - if the change to the spec is intended, explain it, run again with -D"
          + UPDATE
          + "=true, and read what is stored then";

  public static StoredTrace of(Model model) {
    return new StoredTrace(DIRECTORY.resolve(model.name() + ".json"));
  }

  /**
   * Compares, or stores in an update.
   *
   * @return how the counterexample that was found differs from the stored one, if it does
   */
  Optional<String> compare(Trace found) {
    if (Boolean.getBoolean(UPDATE)) {
      TraceJson.write(found, file);
    }
    if (!Files.exists(file)) {
      return Optional.of("counterexample: there is none stored as " + file + ADVICE);
    }
    Trace stored = TraceJson.read(file);
    return stored.equals(found)
        ? Optional.empty()
        : Optional.of(
            "counterexample: the one stored as " + file + difference(stored, found) + ADVICE);
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
