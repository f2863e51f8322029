package org.vlsverify.linearizability.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.Snapshot.WorkerView;
import org.vlsverify.spec.tla.TlaValue;

/**
 * Reads states of the specification as snapshots. Strict: a value without counterpart in a snapshot
 * is an error.
 *
 * <p>Snapshots of one reader share equal parts, to save memory. Not safe for use by several
 * threads.
 */
public final class SpecStateReader {
  private static final Set<String> VARIABLES =
      Set.of("life", "parent", "pool", "shared", "notices");
  private static final TlaValue FREE = TlaValue.model("Free");

  /** In TLA+ all functions without arguments are the empty tuple. */
  private static final TlaValue NO_SESSIONS = TlaValue.tuple();

  private static final TlaValue NOT_SHARED = TlaValue.model("NotShared");
  private static final Set<String> COPY_FIELDS = Set.of("id", "listen", "waits");
  private static final Set<String> SHARED_FIELDS = Set.of("owner", "subscribers", "listeners");

  private final Map<TlaValue, List<Life>> lives = new HashMap<>();
  private final Map<TlaValue, List<OptionalInt>> parents = new HashMap<>();
  private final Map<TlaValue, List<List<Optional<CopyView>>>> pools = new HashMap<>();
  private final Map<TlaValue, Map<Integer, SharedView>> sharedDatas = new HashMap<>();
  private final Map<TlaValue, List<Map<Integer, Integer>>> noticeCounts = new HashMap<>();
  private final Map<Object, Object> parts = new HashMap<>();

  /**
   * Reads a state.
   *
   * @param state variable to value, not null
   * @return the snapshot
   * @throws IllegalArgumentException if a variable is missing, unknown, or has a value without
   *     counterpart; the message names it and its value
   */
  public Snapshot snapshot(Map<String, TlaValue> state) {
    if (!state.keySet().equals(VARIABLES)) {
      throw new IllegalArgumentException(
          "a state of the specification has the variables "
              + VARIABLES
              + ", not "
              + state.keySet());
    }
    List<Life> life = read(state, "life", lives, SpecStateReader::lives);
    List<OptionalInt> parent = read(state, "parent", parents, SpecStateReader::parents);
    List<List<Optional<CopyView>>> pool = read(state, "pool", pools, SpecStateReader::pools);
    Map<Integer, SharedView> shared = read(state, "shared", sharedDatas, SpecStateReader::shared);
    List<Map<Integer, Integer>> notices =
        read(state, "notices", noticeCounts, SpecStateReader::notices);
    require(
        life.size() == parent.size() && life.size() == pool.size() && life.size() == notices.size(),
        "the variables do not agree on how many workers there are",
        state);

    List<WorkerView> workers = new ArrayList<>();
    for (int w = 0; w < life.size(); w++) {
      workers.add(common(new WorkerView(life.get(w), parent.get(w), pool.get(w))));
    }
    Map<Integer, SharedView> complete = new HashMap<>(shared);
    for (int w = 0; w < notices.size(); w++) {
      for (Map.Entry<Integer, Integer> notice : notices.get(w).entrySet()) {
        SharedView data = shared.get(notice.getKey());
        require(
            data != null && data.owner() == w,
            "notices = %s: worker %d has a notice about session %d, which it does not own"
                .formatted(state.get("notices"), w, notice.getKey()),
            state);
        complete.put(
            notice.getKey(),
            common(
                new SharedView(
                    data.owner(), data.subscribers(), data.listeners(), notice.getValue())));
      }
    }
    return new Snapshot(workers, complete);
  }

  private static <T> T read(
      Map<String, TlaValue> state,
      String variable,
      Map<TlaValue, T> known,
      Function<TlaValue, T> reader) {
    try {
      return known.computeIfAbsent(state.get(variable), reader);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(
          variable + " = " + state.get(variable) + ": " + e.getMessage(), e);
    }
  }

  /** The first of several equal parts; key and value are the same object. */
  @SuppressWarnings("unchecked")
  private <T> T common(T part) {
    return (T) parts.computeIfAbsent(part, Function.identity());
  }

  private static List<Life> lives(TlaValue value) {
    return perWorker(value, life -> SpecNames.constant(Life.class, life));
  }

  private static List<OptionalInt> parents(TlaValue value) {
    return perWorker(value, SpecStateReader::parent);
  }

  private static List<List<Optional<CopyView>>> pools(TlaValue value) {
    return perWorker(value, SpecStateReader::slots);
  }

  private static Map<Integer, SharedView> shared(TlaValue value) {
    return perSession(value, SpecStateReader::sharedData);
  }

  private static List<Map<Integer, Integer>> notices(TlaValue value) {
    return perWorker(value, counts -> perSession(counts, SpecStateReader::count));
  }

  private static void require(boolean condition, String complaint, Map<String, TlaValue> state) {
    if (!condition) {
      throw new IllegalArgumentException(complaint + "; the state is " + state);
    }
  }

  /** A function from w0, w1, ... as a list. */
  private static <T> List<T> perWorker(TlaValue function, Function<TlaValue, T> reader) {
    Map<TlaValue, TlaValue> mappings = mappings(function);
    List<T> values = new ArrayList<>();
    for (int w = 0; w < mappings.size(); w++) {
      TlaValue value = mappings.get(SpecNames.value(Parameter.WORKER, w));
      if (value == null) {
        throw new IllegalStateException(
            "the workers should be w0 to w" + (mappings.size() - 1) + ", not " + mappings.keySet());
      }
      values.add(reader.apply(value));
    }
    return values;
  }

  /** A function from s0, s1, ... as a map, without the sessions that have no value. */
  private static <T> Map<Integer, T> perSession(
      TlaValue function, Function<TlaValue, Optional<T>> reader) {
    Map<Integer, T> values = new HashMap<>();
    if (function.equals(NO_SESSIONS)) {
      return values;
    }
    mappings(function)
        .forEach(
            (session, value) -> {
              int s = SpecNames.session(session);
              reader.apply(value).ifPresent(v -> values.put(s, v));
            });
    return values;
  }

  private static Map<TlaValue, TlaValue> mappings(TlaValue value) {
    if (value instanceof TlaValue.FunctionValue function) {
      return function.mappings();
    }
    throw new IllegalStateException("not a function: " + value);
  }

  private static OptionalInt parent(TlaValue value) {
    int worker = SpecNames.workerOrNone(value);
    return worker == SharedSessions.NO_WORKER ? OptionalInt.empty() : OptionalInt.of(worker);
  }

  private static List<Optional<CopyView>> slots(TlaValue value) {
    return value.elements().stream().map(SpecStateReader::slot).toList();
  }

  private static Optional<CopyView> slot(TlaValue value) {
    if (value.equals(FREE)) {
      return Optional.empty();
    }
    requireFields(value, COPY_FIELDS);
    return Optional.of(
        new CopyView(
            SpecNames.session(value.get("id")),
            SpecNames.constant(ListenState.class, value.get("listen")),
            value.get("waits").asBoolean()));
  }

  private static Optional<SharedView> sharedData(TlaValue value) {
    if (value.equals(NOT_SHARED)) {
      return Optional.empty();
    }
    requireFields(value, SHARED_FIELDS);
    List<Integer> subscribers =
        value.get("subscribers").elements().stream().map(SpecNames::worker).toList();
    Set<Integer> listeners = new HashSet<>();
    value.get("listeners").elements().forEach(v -> listeners.add(SpecNames.worker(v)));
    return Optional.of(
        new SharedView(SpecNames.worker(value.get("owner")), subscribers, listeners, 0));
  }

  private static Optional<Integer> count(TlaValue value) {
    int count = value.asInt();
    if (count < 0) {
      throw new IllegalStateException("not a number of notices: " + value);
    }
    return count == 0 ? Optional.empty() : Optional.of(count);
  }

  private static void requireFields(TlaValue value, Set<String> fields) {
    if (!(value instanceof TlaValue.RecordValue made) || !made.fields().keySet().equals(fields)) {
      throw new IllegalStateException("not a record with the fields " + fields + ": " + value);
    }
  }
}
