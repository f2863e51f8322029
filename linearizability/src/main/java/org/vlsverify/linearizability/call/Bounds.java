package org.vlsverify.linearizability.call;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.StateGraph;
import org.vlsverify.spec.tla.TlaValue;

/**
 * Bounds of a model, as its constants. Immutable.
 *
 * @param workers number of worker indices, at least 1
 * @param sessions number of sessions, at least 0
 * @param slots capacity of a private pool, at least 1
 * @param sharedCapacity capacity of the pool of shared data, at least 0
 * @param listenable the sessions on which VPP lets a worker listen
 */
public record Bounds(
    int workers, int sessions, int slots, int sharedCapacity, Set<Integer> listenable) {

  /** The name of a constant of the specification. */
  public static final String LISTENABLE = "Listenable";

  /** The name of a constant of the specification. */
  public static final String SHARED_CAPACITY = "SharedCapacity";

  /** Copies the set; rejects numbers out of range. */
  public Bounds {
    listenable = Set.copyOf(listenable);
    int highest = sessions;
    if (workers < 1
        || sessions < 0
        || slots < 1
        || sharedCapacity < 0
        || listenable.stream().anyMatch(s -> s < 0 || s >= highest)) {
      throw new IllegalArgumentException(
          "workers %d, sessions %d, slots %d, shared data %d, listenable %s"
              .formatted(workers, sessions, slots, sharedCapacity, listenable));
    }
  }

  /**
   * The bounds of a model of the module SharedData.
   *
   * @param graph the model's states, not null
   * @return the model's bounds
   * @throws IllegalStateException if a constant has a value of another kind
   */
  public static Bounds of(StateGraph graph) {
    int anyState = 0;
    return of(constant -> graph.evaluate(anyState, constant));
  }

  /**
   * The bounds of a model of the module SharedData; only the initial states are computed.
   *
   * @param session the model's specification, not null
   * @return the model's bounds
   * @throws IllegalStateException if a constant has a value of another kind
   */
  public static Bounds of(SpecSession session) {
    int anyState = session.initialStates()[0];
    return of(constant -> session.evaluate(anyState, constant));
  }

  private static Bounds of(Function<String, TlaValue> constants) {
    return new Bounds(
        constants.apply("Workers").elements().size(),
        constants.apply("Sessions").elements().size(),
        constants.apply("SlotCapacity").asInt(),
        constants.apply(SHARED_CAPACITY).asInt(),
        listenable(constants.apply(LISTENABLE)));
  }

  /**
   * @param value the value of the constant {@value #LISTENABLE}, not null
   * @return the sessions on which VPP lets a worker listen
   * @throws IllegalStateException if it is no set of sessions
   */
  public static Set<Integer> listenable(TlaValue value) {
    return value.elements().stream().map(SpecNames::session).collect(Collectors.toSet());
  }

  /** * @return the constants that do not show in a state: name to value */
  public Map<String, TlaValue> constants() {
    Map<String, TlaValue> constants = new LinkedHashMap<>();
    constants.put(
        LISTENABLE,
        TlaValue.set(listenable.stream().map(s -> SpecNames.value(Parameter.SESSION, s)).toList()));
    constants.put(SHARED_CAPACITY, TlaValue.of(sharedCapacity));
    return constants;
  }

  int count(Parameter parameter) {
    return switch (parameter) {
      case WORKER, PARENT, CHILD, OTHER -> workers;
      case SESSION -> sessions;
      case ATTACHED -> 2;
    };
  }
}
