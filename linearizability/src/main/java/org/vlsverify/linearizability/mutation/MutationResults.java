package org.vlsverify.linearizability.mutation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.ProjectRoot;

/** The stored results, and the reasons why some mutants are not found. */
public final class MutationResults {
  private static final Path FOLDER =
      ProjectRoot.path().resolve("linearizability/src/test/resources/mutation");

  private static final Path RESULTS = FOLDER.resolve("results.json");
  private static final Path EARLIER = FOLDER.resolve("results-ba840ae.json");
  private static final Path NEW_SAMPLE = FOLDER.resolve("new-sample.json");
  private static final Path EQUIVALENT = FOLDER.resolve("equivalent.json");
  private static final Path GAPS = FOLDER.resolve("known-gaps.json");

  /**
   * The stored results.
   *
   * @param sample the number of mutants of each design
   * @param seed of the sample
   * @param results by design and identifier; those of the mistakes made by hand are among them
   */
  public record Stored(int sample, long seed, List<MutantResult> results) {}

  /**
   * A mutant that no check can find.
   *
   * @param design its design
   * @param id of the mutant
   * @param reason why its behaviour is that of the design
   */
  public record Equivalent(String design, String id, String reason) {}

  /**
   * A mutant that is wrong, and that no check finds.
   *
   * @param design its design
   * @param id of the mutant
   * @param reason when its behaviour is wrong, and why no check shows it
   * @param needed what would show it
   */
  public record Gap(String design, String id, String reason, String needed) {}

  /**
   * A sample of mutants that are not among the stored results, run once, before any check was
   * changed for them.
   *
   * @param sample the number of mutants of each design, with those that are among the results
   * @param seed of the sample
   * @param results the others
   */
  public record NewSample(int sample, long seed, List<Found> results) {}

  /**
   * A mutant of a new sample.
   *
   * @param design its design
   * @param id of the mutant
   * @param foundBy the first check that found it; null if none did
   * @param budget of this check; null without one
   */
  public record Found(String design, String id, String foundBy, String budget) {}

  private MutationResults() {}

  /** The stored results. */
  public static Stored load() {
    return read(RESULTS, new TypeReference<>() {});
  }

  /** The last new sample. */
  static NewSample newSample() {
    return read(NEW_SAMPLE, new TypeReference<>() {});
  }

  /** The results of the checks of an earlier revision. */
  static List<MutantResult> earlier() {
    return read(EARLIER, new TypeReference<>() {});
  }

  /** The mutants that are known to be equivalent. */
  public static List<Equivalent> equivalent() {
    return read(EQUIVALENT, new TypeReference<>() {});
  }

  /** The mutants that are known to be wrong, and not found. */
  public static List<Gap> gaps() {
    return read(GAPS, new TypeReference<>() {});
  }

  private static <T> T read(Path file, TypeReference<T> type) {
    try {
      return new ObjectMapper().readValue(file.toFile(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Identifies a mutant among those of all designs. */
  static String key(String design, String id) {
    return design + "/" + id;
  }

  private static String key(MutantResult result) {
    return key(result.design(), result.id());
  }

  /**
   * Stores the results of a sample, in place of those of the same designs. Results of another
   * sample are dropped.
   *
   * @param sample the number of mutants of each design
   * @param seed of the sample
   * @param designs those that were run, not null
   * @param added not null
   */
  public static void storeSample(
      int sample, long seed, Collection<Design> designs, List<MutantResult> added) {
    Stored before = load();
    boolean same = before.sample() == sample && before.seed() == seed;
    write(
        new Stored(
            sample,
            seed,
            joined(before, result -> isByHand(result) || same && !isOf(designs, result), added)));
  }

  /**
   * Stores the results of the mistakes made by hand, in place of those of the same designs.
   *
   * @param designs those that were run, not null
   * @param added not null
   */
  public static void storeByHand(Collection<Design> designs, List<MutantResult> added) {
    Stored before = load();
    write(
        new Stored(
            before.sample(),
            before.seed(),
            joined(before, result -> !isByHand(result) || !isOf(designs, result), added)));
  }

  /**
   * Adds the results of further checks to those of mutants that had not been found.
   *
   * @param added not null
   */
  public static void storeMore(List<MutantResult> added) {
    Stored before = load();
    Map<String, MutantResult> more =
        added.stream().collect(Collectors.toMap(MutationResults::key, result -> result));
    write(
        new Stored(
            before.sample(),
            before.seed(),
            before.results().stream()
                .map(
                    result ->
                        more.containsKey(key(result)) ? result.then(more.get(key(result))) : result)
                .toList()));
  }

  /**
   * The mutants of the stored sample.
   *
   * @param design not null
   * @param notFound only those that are not found, and not equivalent
   * @return their identifiers
   */
  public static List<String> sampled(Design design, boolean notFound) {
    return load().results().stream()
        .filter(result -> isOf(List.of(design), result) && !isByHand(result))
        .filter(result -> !notFound || result.foundBy() == null && !isEquivalent(result))
        .map(MutantResult::id)
        .toList();
  }

  /** Whether the mutant is known to be equivalent. */
  public static boolean isEquivalent(MutantResult result) {
    return equivalent().stream()
        .anyMatch(same -> key(same.design(), same.id()).equals(key(result)));
  }

  /** Whether it is known that no check finds the mutant, which is wrong. */
  public static boolean isKnownGap(MutantResult result) {
    return gaps().stream().anyMatch(gap -> key(gap.design(), gap.id()).equals(key(result)));
  }

  private static boolean isByHand(MutantResult result) {
    return result.operator().equals(MutationsByHand.OPERATOR);
  }

  private static boolean isOf(Collection<Design> designs, MutantResult result) {
    return designs.stream().anyMatch(design -> design.toString().equals(result.design()));
  }

  private static List<MutantResult> joined(
      Stored before, Predicate<MutantResult> kept, List<MutantResult> added) {
    Map<String, MutantResult> all = new LinkedHashMap<>();
    before.results().stream().filter(kept).forEach(result -> all.put(key(result), result));
    added.forEach(result -> all.put(key(result), result));
    List<MutantResult> sorted = new ArrayList<>(all.values());
    sorted.sort(Comparator.comparing(MutantResult::design).thenComparing(MutantResult::id));
    return sorted;
  }

  /** One line for each result: a difference of two versions is readable. */
  private static void write(Stored stored) {
    String rows =
        stored.results().stream().map(MutationResults::row).collect(Collectors.joining(",\n"));
    try {
      Files.writeString(
          RESULTS,
          "{\"sample\": %d, \"seed\": %d, \"results\": [%n%s%n]}%n"
              .formatted(stored.sample(), stored.seed(), rows));
      Files.writeString(MutationReport.DOCUMENT, MutationReport.document());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String row(MutantResult result) {
    try {
      return new ObjectMapper().writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
