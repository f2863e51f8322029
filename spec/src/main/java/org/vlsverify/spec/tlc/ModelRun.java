package org.vlsverify.spec.tlc;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.module.ModuleComments;
import org.vlsverify.spec.trace.Trace;

/**
 * TLC's result for a model. Immutable.
 *
 * @param model the model, not null
 * @param verdict the verdict, not null
 * @param property the name of the violated property, null if there is none or it has no name
 * @param message TLC's message about the problem, a few lines; empty for OK
 * @param distinct distinct states found, 0 if TLC did not count any
 * @param generated states computed, duplicates included
 * @param queue states whose successors were not computed
 * @param depth the number of states on the longest of all shortest paths
 * @param seconds the time from the start of TLC to its end
 * @param coverage name of the action, or of a branch of a step as {@link StepCoverage} names it, to
 *     how often it was taken; empty unless asked for
 * @param trace the counterexample, if there is one
 * @param output the file with TLC's output
 * @param warnings TLC's warnings, one line each
 */
public record ModelRun(
    Model model,
    Verdict verdict,
    String property,
    String message,
    long distinct,
    long generated,
    long queue,
    int depth,
    double seconds,
    Map<String, ActionCoverage> coverage,
    Optional<Trace> trace,
    Path output,
    List<String> warnings) {

  /** Copies the coverage and the warnings. */
  public ModelRun {
    coverage = Collections.unmodifiableMap(new TreeMap<>(coverage));
    warnings = List.copyOf(warnings);
  }

  /** A run without a warning; the parameters are those of the record. */
  public ModelRun(
      Model model,
      Verdict verdict,
      String property,
      String message,
      long distinct,
      long generated,
      long queue,
      int depth,
      double seconds,
      Map<String, ActionCoverage> coverage,
      Optional<Trace> trace,
      Path output) {
    this(
        model, verdict, property, message, distinct, generated, queue, depth, seconds, coverage,
        trace, output, List.of());
  }

  /**
   * @return the problem in one sentence, with the meaning of the property if the specification has
   *     it
   */
  public String sentence() {
    String sentence = verdict.sentence(property);
    Optional<String> meaning =
        property == null ? Optional.empty() : ModuleComments.meaning(model.module(), property);
    return meaning.map(m -> sentence + " It says: " + m).orElse(sentence);
  }

  /**
   * @return verdict, states, depth and time in one line; of a simulation its extent and seed
   */
  public String summary() {
    if (model.simulate() != null) {
      return "%s: %s%s, %s, seed %d, %,d states generated, %.1f s"
          .formatted(
              model.name(),
              verdict,
              property == null ? "" : " " + property,
              verdict == Verdict.OK ? model.simulate().extent() : "simulated",
              model.simulate().seed(),
              generated,
              seconds);
    }
    return "%s: %s%s, %,d distinct states, %,d generated, depth %d, %.1f s"
        .formatted(
            model.name(),
            verdict,
            property == null ? "" : " " + property,
            distinct,
            generated,
            depth,
            seconds);
  }
}
