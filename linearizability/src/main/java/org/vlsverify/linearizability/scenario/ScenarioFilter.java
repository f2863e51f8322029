package org.vlsverify.linearizability.scenario;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.linearizability.scenario.ConflictAnalysis.Kind;
import org.vlsverify.linearizability.scenario.ConflictAnalysis.Pair;

/**
 * Relation between the two threads of a generated scenario. Each filter enumerates candidates: it
 * starts from short ones and extends them, one invocation at a time.
 */
enum ScenarioFilter {
  /**
   * A conflicting pair. With a longer second thread, each further invocation writes data of the
   * first thread's, or does not commute with it.
   */
  CONFLICT {
    @Override
    Stream<Candidate> start(ConflictAnalysis analysis, Set<Kind> kinds, int second, int state) {
      Stream<Pair> pairs =
          analysis.pairs(state).entrySet().stream()
              .filter(entry -> kinds.contains(entry.getValue()))
              .map(Map.Entry::getKey);
      if (second == 1) {
        return pairs.map(pair -> Candidate.of(state, pair.one(), pair.two()));
      }
      return pairs
          .flatMap(
              pair ->
                  pair.one() == pair.two()
                      ? Stream.of(Candidate.of(state, pair.one(), pair.two()))
                      : Stream.of(
                          Candidate.of(state, pair.one(), pair.two()),
                          Candidate.of(state, pair.two(), pair.one())))
          .filter(candidate -> mayWrite(analysis, candidate));
    }

    private boolean mayWrite(ConflictAnalysis analysis, Candidate candidate) {
      int two = candidate.second().get(0);
      int afterOne = candidate.after(analysis, candidate.first());
      return analysis.isWrite(candidate.state(), two) || analysis.isWrite(afterOne, two);
    }

    @Override
    Stream<Candidate> extend(
        ConflictAnalysis analysis, Candidate candidate, int first, int second) {
      if (candidate.second().size() == second) {
        return Stream.of();
      }
      int one = candidate.first().get(0);
      int size = candidate.second().size();
      int before = candidate.after(analysis, candidate.second().subList(0, size - 1));
      int state = candidate.after(analysis, candidate.second());
      BitSet dependsBefore = analysis.notCommuting(before, one);
      BitSet depends = analysis.notCommuting(state, one);
      return IntStream.range(0, analysis.invocations())
          .filter(
              next ->
                  dependsBefore.get(next)
                      || depends.get(next)
                      || analysis.isWrite(state, next)
                          && analysis.footprints().overlap(state, one, next))
          .mapToObj(candidate::withSecond);
    }
  },

  /** Writes, one after the other, concurrent with a query that reads data of all of them. */
  READ_ONLY {
    @Override
    Stream<Candidate> start(ConflictAnalysis analysis, Set<Kind> kinds, int second, int state) {
      return IntStream.of(analysis.writes(state))
          .mapToObj(write -> new Candidate(state, List.of(write), List.of()));
    }

    @Override
    Stream<Candidate> extend(
        ConflictAnalysis analysis, Candidate candidate, int first, int second) {
      if (candidate.first().size() < first) {
        return IntStream.of(analysis.writes(candidate.after(analysis, candidate.first())))
            .mapToObj(candidate::withFirst);
      }
      if (candidate.second().size() == second) {
        return Stream.of();
      }
      return IntStream.range(0, analysis.invocations())
          .filter(analysis::isQuery)
          .filter(query -> reads(analysis, candidate, query))
          .mapToObj(candidate::withSecond);
    }

    /** Each write shares data with the query, or with the write before it. */
    private boolean reads(ConflictAnalysis analysis, Candidate candidate, int query) {
      Footprints footprints = analysis.footprints();
      int state = candidate.state();
      for (int i = 0; i < candidate.first().size(); i++) {
        int write = candidate.first().get(i);
        boolean follows =
            i > 0
                && footprints.overlapInTurn(
                    candidate.after(analysis, candidate.first().subList(0, i - 1)),
                    candidate.first().get(i - 1),
                    write);
        if (!follows && !footprints.overlap(state, write, query)) {
          return false;
        }
        state = analysis.target(state, write);
      }
      return true;
    }
  },

  /**
   * An enabling sequence: the second thread's first invocation is granted only after the first
   * thread's, each further one only after the one before it or on the same data.
   */
  ENABLING {
    @Override
    Stream<Candidate> start(ConflictAnalysis analysis, Set<Kind> kinds, int second, int state) {
      return IntStream.of(analysis.writes(state))
          .boxed()
          .flatMap(
              one ->
                  IntStream.of(analysis.writes(analysis.target(state, one)))
                      .filter(two -> !analysis.isWrite(state, two))
                      .mapToObj(two -> Candidate.of(state, one, two)));
    }

    @Override
    boolean isComplete(ConflictAnalysis analysis, Candidate candidate, int first, int second) {
      return candidate.second().size() > 1
          && analysis
              .footprints()
              .overlapsNewly(candidate.state(), candidate.first().get(0), candidate.second());
    }

    @Override
    Stream<Candidate> extend(
        ConflictAnalysis analysis, Candidate candidate, int first, int second) {
      int size = candidate.second().size();
      if (size == second) {
        return Stream.of();
      }
      List<Integer> sequence = concat(candidate.first(), candidate.second());
      int last = candidate.second().get(size - 1);
      int before = candidate.after(analysis, sequence.subList(0, sequence.size() - 1));
      return IntStream.of(analysis.writes(analysis.target(before, last)))
          .filter(
              next ->
                  !analysis.isWrite(before, next)
                      || analysis.footprints().overlap(before, last, next))
          .mapToObj(candidate::withSecond);
    }

    @Override
    List<Object> results(ConflictAnalysis analysis, Candidate candidate) {
      return candidate.results(analysis, concat(candidate.first(), candidate.second()));
    }
  };

  /**
   * Two threads from a state.
   *
   * @param state in the model
   * @param first indices of the first thread's invocations
   * @param second indices of the second thread's
   */
  record Candidate(int state, List<Integer> first, List<Integer> second) {
    static Candidate of(int state, int one, int two) {
      return new Candidate(state, List.of(one), List.of(two));
    }

    Candidate withFirst(int next) {
      return new Candidate(state, concat(first, List.of(next)), second);
    }

    Candidate withSecond(int next) {
      return new Candidate(state, first, concat(second, List.of(next)));
    }

    /** The state after some invocations. */
    int after(ConflictAnalysis analysis, List<Integer> invocations) {
      int at = state;
      for (int invocation : invocations) {
        at = analysis.target(at, invocation);
      }
      return at;
    }

    /** The results of some invocations, one after the other. */
    List<Object> results(ConflictAnalysis analysis, List<Integer> invocations) {
      List<Object> results = new ArrayList<>();
      int at = state;
      for (int invocation : invocations) {
        results.add(analysis.result(at, invocation));
        at = analysis.target(at, invocation);
      }
      return results;
    }
  }

  /** The shortest candidates in a state. */
  abstract Stream<Candidate> start(
      ConflictAnalysis analysis, Set<Kind> kinds, int second, int state);

  /** The candidates with one invocation more; none at full length. */
  abstract Stream<Candidate> extend(
      ConflictAnalysis analysis, Candidate candidate, int first, int second);

  /** Whether a candidate makes a scenario. */
  boolean isComplete(ConflictAnalysis analysis, Candidate candidate, int first, int second) {
    return candidate.first().size() == first && candidate.second().size() == second;
  }

  /** The results by which candidates are told apart: those of each thread alone. */
  List<Object> results(ConflictAnalysis analysis, Candidate candidate) {
    return concat(
        candidate.results(analysis, candidate.first()),
        candidate.results(analysis, candidate.second()));
  }

  private static <T> List<T> concat(List<? extends T> one, List<? extends T> two) {
    return Stream.<T>concat(one.stream(), two.stream()).toList();
  }
}
