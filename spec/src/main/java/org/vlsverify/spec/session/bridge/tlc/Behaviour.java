package org.vlsverify.spec.session.bridge.tlc;

import java.util.List;
import java.util.stream.IntStream;
import tlc2.tool.TLCState;

/**
 * The states of a counterexample, numbered from 0.
 *
 * @param states at least one
 * @param loop the number of the state that follows the last one, -1 if none does
 */
record Behaviour(List<TLCState> states, int loop) {
  boolean isLasso() {
    return loop >= 0;
  }

  int last() {
    return states.size() - 1;
  }

  /** The state after one; without a loop the last one stays as it is. */
  int next(int at) {
    return at < last() ? at + 1 : isLasso() ? loop : at;
  }

  /** Whether there is a next step. */
  boolean hasNext(int at) {
    return at < last() || isLasso();
  }

  /** The states from here on, this state included. */
  IntStream from(int at) {
    int first = isLasso() ? Math.min(at, loop) : at;
    return IntStream.concat(IntStream.rangeClosed(at, last()), IntStream.range(first, at));
  }

  /** The last state, or the states of the loop. */
  IntStream end() {
    return IntStream.rangeClosed(isLasso() ? loop : last(), last());
  }
}
