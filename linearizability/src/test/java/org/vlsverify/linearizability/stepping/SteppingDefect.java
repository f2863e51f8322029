package org.vlsverify.linearizability.stepping;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.vlsverify.linearizability.mutant.ConcurrentDefects;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * A seeded defect of a design, and by what it must be found; data in {@code stepping/defects.json}.
 * One of {@link ConcurrentDefects} has its name only; others say what is replaced in the source.
 *
 * @param design {@code locked} if the data name none
 * @param model the model whose steps find it; null for the default of the mechanism
 * @param foundBy which mechanism must find it; null for none
 * @param step at which step of the specification
 * @param difference the words that the message must have
 * @param reason why nothing here finds it; null for what is found
 */
public record SteppingDefect(
    Design design,
    String model,
    String name,
    String what,
    String file,
    String original,
    String replacement,
    String foundBy,
    String step,
    String difference,
    String reason) {
  static final String EDGE_COVER = "edge cover";
  static final String RANDOM_WALKS = "random walks";

  private static final Path DATA =
      ProjectRoot.path().resolve("linearizability/src/test/resources/stepping/defects.json");

  public SteppingDefect {
    design = design == null ? Design.LOCKED : design;
  }

  /** Those of {@link ConcurrentDefects} that a design has. */
  static Map<String, Defect> concurrent(Design design) {
    return ConcurrentDefects.all().stream()
        .map(ConcurrentDefects.Expected::defect)
        .filter(defect -> defect.design() == design)
        .collect(toMap(Defect::name, defect -> defect));
  }

  public static List<SteppingDefect> all() {
    try {
      return new ObjectMapper().readValue(DATA.toFile(), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<SteppingDefect> all(Design design) {
    return all().stream().filter(defect -> defect.design() == design).toList();
  }

  /** The one with this design and name, as {@link #toString} has them. */
  static SteppingDefect named(String name) {
    return all().stream()
        .filter(defect -> defect.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static List<SteppingDefect> foundBy(String mechanism) {
    return all().stream().filter(defect -> mechanism.equals(defect.foundBy())).toList();
  }

  public Defect defect() {
    return file == null
        ? concurrent(design).get(name)
        : new Defect(design, name, what, file, original, replacement);
  }

  @Override
  public String toString() {
    return design + " with " + name;
  }
}
