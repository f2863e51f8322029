package org.vlsverify.linearizability.stepping.locked;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.sessions.design.Design;

/**
 * Which counterexamples of {@code SharedDataLocking} can be driven on a mutant of {@code locked}
 * that has the defect, and where the code without it must diverge; and why others cannot. Data in
 * {@code counterexamples.json}. Immutable.
 *
 * @param mutants the mutants, not null
 * @param counterexamples those that can be driven, not null
 * @param notReplayed all others, not null
 */
public record Counterexamples(
    @JsonProperty(required = true) List<Mutant> mutants,
    @JsonProperty(required = true) List<Counterexample> counterexamples,
    @JsonProperty(required = true) List<NotReplayed> notReplayed) {

  private static final String DATA = "counterexamples.json";

  /**
   * A mutant of the design.
   *
   * @param name unique
   * @param what the wrong behaviour, in one sentence
   * @param file the simple name of the source file
   * @param original text that occurs once in it
   * @param replacement the text in its place
   */
  public record Mutant(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String what,
      @JsonProperty(required = true) String file,
      @JsonProperty(required = true) String original,
      @JsonProperty(required = true) String replacement) {
    /**
     * @return the same as a defect of the design
     */
    public Defect defect() {
      return new Defect(Design.LOCKED, name, what, file, original, replacement);
    }
  }

  /**
   * A counterexample that a mutant follows to its end.
   *
   * @param name of the model
   * @param mutant the name of the mutant
   * @param step at which the code without the defect diverges
   * @param difference the first one there
   */
  public record Counterexample(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String mutant,
      @JsonProperty(required = true) String step,
      @JsonProperty(required = true) String difference) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Counterexamples that no mutant can follow.
   *
   * @param names of the models
   * @param reason continues a sentence
   */
  public record NotReplayed(
      @JsonProperty(required = true) List<String> names,
      @JsonProperty(required = true) String reason) {}

  /** Copies the lists. */
  public Counterexamples {
    mutants = List.copyOf(mutants);
    counterexamples = List.copyOf(counterexamples);
    notReplayed = List.copyOf(notReplayed);
  }

  /**
   * @return the data
   */
  public static Counterexamples load() {
    try (InputStream data = Counterexamples.class.getResourceAsStream(DATA)) {
      return new ObjectMapper().readValue(data, Counterexamples.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param model the name of the model of a counterexample, not null
   * @return what is known of it, if it can be driven
   */
  public Optional<Counterexample> find(String model) {
    return counterexamples.stream().filter(known -> known.name().equals(model)).findFirst();
  }

  /**
   * @param model the name of the model of a counterexample, not null
   * @return why it cannot be driven, if that is known
   */
  public Optional<String> reason(String model) {
    return notReplayed.stream()
        .filter(entry -> entry.names().contains(model))
        .findFirst()
        .map(NotReplayed::reason);
  }

  /**
   * @param counterexample one that can be driven, not null
   * @return the mutant that has its defect
   */
  public Mutant mutant(Counterexample counterexample) {
    return mutants.stream()
        .filter(mutant -> mutant.name().equals(counterexample.mutant()))
        .findFirst()
        .orElseThrow();
  }
}
