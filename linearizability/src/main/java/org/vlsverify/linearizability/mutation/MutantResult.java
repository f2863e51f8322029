package org.vlsverify.linearizability.mutation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a mutant. As JSON, one of the lines of the results.
 *
 * @param design its design
 * @param id of the mutant
 * @param operator its kind
 * @param place where it is, and the change
 * @param foundBy the check that found it; null if none did
 * @param budget the budget of that check; null if none did
 * @param cpuSeconds CPU time of all checks up to the finding
 * @param finding the first lines of the message; null if there is none
 * @param seconds CPU time of each check that was run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MutantResult(
    String design,
    String id,
    String operator,
    String place,
    String foundBy,
    String budget,
    double cpuSeconds,
    String finding,
    Map<String, Double> seconds) {

  /** Of a mutant that does not compile: it is none. */
  static final String NOT_COMPILED = "compiler";

  /** This result, of a mutant that was not found, and that of further checks. */
  MutantResult then(MutantResult more) {
    Map<String, Double> all = new LinkedHashMap<>(seconds);
    all.putAll(more.seconds);
    double sum = all.values().stream().mapToDouble(Double::doubleValue).sum();
    return new MutantResult(
        design,
        id,
        operator,
        place,
        more.foundBy,
        more.budget,
        Math.round(sum * 100) / 100.0,
        more.finding,
        all);
  }

  /** Whether the mutant is one at all. */
  boolean isMutant() {
    return !NOT_COMPILED.equals(foundBy);
  }

  /** Whether a check has found it. */
  boolean isFound() {
    return isMutant() && foundBy != null;
  }
}
