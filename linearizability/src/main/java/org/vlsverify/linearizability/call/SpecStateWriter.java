package org.vlsverify.linearizability.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.Snapshot.WorkerView;
import org.vlsverify.spec.tla.TlaValue;

/** Writes snapshots as states of the specification: the inverse of {@link SpecStateReader}. */
public final class SpecStateWriter {
  private SpecStateWriter() {}

  /**
   * Writes a snapshot.
   *
   * @param snapshot not null
   * @param sessions the number of sessions, at least as many as are in use
   * @return variable to value, in the order of the specification
   */
  public static Map<String, TlaValue> state(Snapshot snapshot, int sessions) {
    Objects.requireNonNull(snapshot);
    List<WorkerView> workers = snapshot.workers();
    Map<String, TlaValue> state = new LinkedHashMap<>();
    state.put("life", perWorker(snapshot, w -> constant(workers.get(w).life())));
    state.put(
        "parent",
        perWorker(
            snapshot,
            w ->
                workers.get(w).parent().isPresent()
                    ? worker(workers.get(w).parent().getAsInt())
                    : TlaValue.model("NoWorker")));
    state.put(
        "pool",
        perWorker(
            snapshot,
            w ->
                TlaValue.tuple(
                    workers.get(w).pool().stream()
                        .map(slot -> slot.map(SpecStateWriter::copy).orElse(TlaValue.model("Free")))
                        .toList())));
    state.put("shared", perSession(sessions, s -> shared(snapshot.shared().get(s))));
    state.put(
        "notices",
        perWorker(
            snapshot,
            w -> perSession(sessions, s -> TlaValue.of(notices(snapshot.shared().get(s), w)))));
    return state;
  }

  /**
   * Writes a constant.
   *
   * @param constant of an enumeration that the specification has strings for, not null
   * @return the text of that string
   */
  public static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static TlaValue constant(Enum<?> constant) {
    return TlaValue.string(text(constant));
  }

  private static TlaValue worker(int index) {
    return SpecNames.value(Parameter.WORKER, index);
  }

  private static TlaValue copy(CopyView copy) {
    return TlaValue.record(
        Map.of(
            "id", SpecNames.value(Parameter.SESSION, copy.session()),
            "listen", constant(copy.listen()),
            "waits", TlaValue.of(copy.waits())));
  }

  private static TlaValue shared(SharedView data) {
    if (data == null) {
      return TlaValue.model("NotShared");
    }
    return TlaValue.record(
        Map.of(
            "owner", worker(data.owner()),
            "subscribers",
                TlaValue.tuple(data.subscribers().stream().map(SpecStateWriter::worker).toList()),
            "listeners",
                TlaValue.set(data.listeners().stream().map(SpecStateWriter::worker).toList())));
  }

  private static int notices(SharedView data, int worker) {
    return data != null && data.owner() == worker ? data.notices() : 0;
  }

  private static TlaValue perWorker(Snapshot snapshot, IntFunction<TlaValue> value) {
    return function(Parameter.WORKER, snapshot.workers().size(), value);
  }

  private static TlaValue perSession(int sessions, IntFunction<TlaValue> value) {
    return function(Parameter.SESSION, sessions, value);
  }

  private static TlaValue function(Parameter parameter, int count, IntFunction<TlaValue> value) {
    Map<TlaValue, TlaValue> mappings = new LinkedHashMap<>();
    IntStream.range(0, count)
        .forEach(index -> mappings.put(SpecNames.value(parameter, index), value.apply(index)));
    return TlaValue.function(mappings);
  }
}
