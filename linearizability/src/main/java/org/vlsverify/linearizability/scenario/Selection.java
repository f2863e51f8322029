package org.vlsverify.linearizability.scenario;

import java.util.EnumSet;
import java.util.Set;
import org.vlsverify.linearizability.scenario.ConflictAnalysis.Kind;

/**
 * Parameters of the scenario generator.
 *
 * @param first number of invocations in the first thread
 * @param second maximal number in the second thread
 * @param filter relation between the threads
 * @param distinct which scenarios count as different
 * @param reads whether a write beside a query with the same answer before and after counts as a
 *     conflict, too
 */
record Selection(int first, int second, ScenarioFilter filter, Distinct distinct, boolean reads) {

  /** Which scenarios count as different; of equal ones, the first is taken. */
  enum Distinct {
    /** All, in each state up to symmetry. */
    BY_STATE,
    /** Those of different {@linkplain ConflictClass conflict classes}. */
    BY_CLASS,
    /** Those of different invocations. */
    BY_PAIR,
    /** Those of different operations or results, up to renaming of workers and sessions. */
    BY_OUTCOME
  }

  /** Conflicting pairs. */
  static Selection pairs(Distinct distinct) {
    return new Selection(1, 1, ScenarioFilter.CONFLICT, distinct, false);
  }

  /** Conflicting pairs, and writes beside unaffected reads. */
  static Selection pairsWithReads(Distinct distinct) {
    return new Selection(1, 1, ScenarioFilter.CONFLICT, distinct, true);
  }

  /** Scenarios of two or three invocations of which at least two conflict. */
  static Selection conflict(int first, int second) {
    return new Selection(first, second, ScenarioFilter.CONFLICT, Distinct.BY_OUTCOME, false);
  }

  /** Writes concurrent with queries. */
  static Selection readOnly(int first, int second) {
    return new Selection(first, second, ScenarioFilter.READ_ONLY, Distinct.BY_OUTCOME, false);
  }

  /** Enabling sequences of at most this length. */
  static Selection enabling(int second) {
    return new Selection(1, second, ScenarioFilter.ENABLING, Distinct.BY_OUTCOME, false);
  }

  boolean isOfPairs() {
    return first == 1 && second == 1;
  }

  Set<Kind> kinds() {
    return reads
        ? EnumSet.complementOf(EnumSet.of(Kind.INDEPENDENT))
        : EnumSet.of(Kind.NOT_COMMUTING, Kind.WRITE_WRITE);
  }

  /** Lengths of the threads, such as {@code 1x2}, with a word for the filter. */
  String shape() {
    return switch (filter) {
      case CONFLICT -> "%dx%d".formatted(first, second);
      case READ_ONLY -> "%dx%d query".formatted(first, second);
      case ENABLING -> "%dx2..%d enabling".formatted(first, second);
    };
  }

  /** What is selected, without counts. */
  String description() {
    String pairs = reads ? "conflicting pairs and reads" : "conflicting pairs";
    return switch (filter) {
      case CONFLICT ->
          isOfPairs()
              ? switch (distinct) {
                case BY_STATE -> pairs + " in each state";
                case BY_CLASS -> "conflict classes";
                case BY_PAIR -> "distinct " + pairs;
                case BY_OUTCOME -> "distinct (pair, outcomes) of " + pairs;
              }
              : "one operation concurrent with two, of which at least one conflicts";
      case READ_ONLY -> "two writes concurrent with a query that reads what they write";
      case ENABLING -> "one operation concurrent with operations that it enables";
    };
  }
}
