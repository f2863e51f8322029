package org.vlsverify.linearizability.mutation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.ProjectRoot;

/** Mistakes that were made by hand without knowledge of the checks, and that these once missed. */
public final class MutationsByHand {
  /** The operator of all of them. */
  static final String OPERATOR = "by-hand";

  private static final Path DATA =
      ProjectRoot.path().resolve("linearizability/src/test/resources/mutation/by-hand.json");

  private MutationsByHand() {}

  /**
   * Those of a design.
   *
   * @param design not null
   * @return in the order of the data
   * @throws IllegalArgumentException if one no longer applies to the sources
   */
  public static List<Mutation> of(Design design) {
    try {
      return new ObjectMapper()
          .readValue(DATA.toFile(), new TypeReference<List<Defect>>() {}).stream()
              .filter(defect -> defect.design() == design)
              .map(MutationsByHand::mutation)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mutation mutation(Defect defect) {
    Path file = MutatedImplementation.sources(defect.design()).resolve(defect.file() + ".java");
    try {
      String source = Files.readString(file);
      String text = MutatedImplementation.mutate(source, defect);
      int first = 0;
      while (source.charAt(first) == text.charAt(first)) {
        first++;
      }
      return new Mutation(
          defect.name(),
          defect.design(),
          OPERATOR,
          defect.file(),
          "",
          (int) source.substring(0, first).lines().count(),
          defect.what(),
          text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
