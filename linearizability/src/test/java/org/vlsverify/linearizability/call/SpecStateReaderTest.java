package org.vlsverify.linearizability.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.Snapshot.WorkerView;
import org.vlsverify.spec.tla.TlaValue;

class SpecStateReaderTest {
  private static final TlaValue W0 = TlaValue.model("w0");
  private static final TlaValue W1 = TlaValue.model("w1");
  private static final TlaValue S0 = TlaValue.model("s0");
  private static final TlaValue S1 = TlaValue.model("s1");
  private static final TlaValue NO_WORKER = TlaValue.model("NoWorker");
  private static final TlaValue FREE = TlaValue.model("Free");
  private static final TlaValue NOT_SHARED = TlaValue.model("NotShared");

  private final SpecStateReader reader = new SpecStateReader();

  /** Worker 0 shares session 1 with its child, the owner, which has an unread notice. */
  private static Map<String, TlaValue> state() {
    Map<String, TlaValue> state = new LinkedHashMap<>();
    state.put("life", byWorker(TlaValue.string("live"), TlaValue.string("forking")));
    state.put("parent", byWorker(NO_WORKER, W0));
    state.put(
        "pool",
        byWorker(
            TlaValue.tuple(FREE, copy("listen", true)),
            TlaValue.tuple(FREE, copy("passive", false))));
    state.put("shared", bySession(NOT_SHARED, data(W1, List.of(W1, W0), Set.of(W0))));
    state.put("notices", byWorker(counts(0, 0), counts(0, 1)));
    return state;
  }

  private static TlaValue byWorker(TlaValue ofWorker0, TlaValue ofWorker1) {
    return TlaValue.function(Map.of(W0, ofWorker0, W1, ofWorker1));
  }

  private static TlaValue bySession(TlaValue ofSession0, TlaValue ofSession1) {
    return TlaValue.function(Map.of(S0, ofSession0, S1, ofSession1));
  }

  private static TlaValue counts(int ofSession0, int ofSession1) {
    return bySession(TlaValue.of(ofSession0), TlaValue.of(ofSession1));
  }

  private static TlaValue copy(String listen, boolean waits) {
    return TlaValue.record(
        Map.of("id", S1, "listen", TlaValue.string(listen), "waits", TlaValue.of(waits)));
  }

  private static TlaValue data(
      TlaValue owner, List<TlaValue> subscribers, Set<TlaValue> listeners) {
    return TlaValue.record(
        Map.of(
            "owner", owner,
            "subscribers", TlaValue.tuple(subscribers),
            "listeners", TlaValue.set(listeners)));
  }

  @Test
  void stateIsRead() {
    assertThat(reader.snapshot(state()))
        .isEqualTo(
            new Snapshot(
                List.of(
                    new WorkerView(
                        Life.LIVE,
                        OptionalInt.empty(),
                        List.of(
                            Optional.empty(),
                            Optional.of(new CopyView(1, ListenState.LISTEN, true)))),
                    new WorkerView(
                        Life.FORKING,
                        OptionalInt.of(0),
                        List.of(
                            Optional.empty(),
                            Optional.of(new CopyView(1, ListenState.PASSIVE, false))))),
                Map.of(1, new SharedView(1, List.of(1, 0), Set.of(0), 1))));
  }

  @Test
  void snapshotsShareEqualParts() {
    Map<String, TlaValue> other = state();
    other.put("life", byWorker(TlaValue.string("live"), TlaValue.string("live")));

    Snapshot one = reader.snapshot(state());
    Snapshot two = reader.snapshot(other);

    assertThat(one).isNotEqualTo(two);
    assertThat(one.workers().get(0)).isSameAs(two.workers().get(0));
    assertThat(one.shared().get(1)).isSameAs(two.shared().get(1));
  }

  static List<Arguments> unreadable() {
    TlaValue live = TlaValue.string("live");
    return List.of(
        Arguments.of("life", byWorker(live, TlaValue.string("alive")), "not of Life: \"alive\""),
        Arguments.of("life", byWorker(live, TlaValue.model("live")), "not of Life: live"),
        Arguments.of("life", live, "not a function"),
        Arguments.of(
            "life",
            TlaValue.function(Map.of(W0, live, TlaValue.model("w2"), live)),
            "the workers should be w0 to w1"),
        Arguments.of("life", TlaValue.function(Map.of(W0, live)), "do not agree"),
        Arguments.of("parent", byWorker(NO_WORKER, S0), "not a worker (w0, w1, ...): s0"),
        Arguments.of("pool", byWorker(FREE, FREE), "not a tuple or set: Free"),
        Arguments.of(
            "pool",
            byWorker(TlaValue.tuple(NO_WORKER), TlaValue.tuple(FREE)),
            "not a record with the fields"),
        Arguments.of(
            "pool",
            byWorker(TlaValue.tuple(copy("asleep", false)), TlaValue.tuple(FREE)),
            "not of ListenState: \"asleep\""),
        Arguments.of("shared", bySession(FREE, NOT_SHARED), "not a record with the fields"),
        Arguments.of(
            "shared",
            bySession(data(NO_WORKER, List.of(W0), Set.of()), NOT_SHARED),
            "not a worker (w0, w1, ...): NoWorker"),
        Arguments.of("notices", byWorker(counts(0, 0), counts(0, -1)), "not a number of notices"),
        Arguments.of(
            "notices",
            byWorker(counts(0, 1), counts(0, 0)),
            "worker 0 has a notice about session 1, which it does not own"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("unreadable")
  void unreadableValueIsNamed(String variable, TlaValue value, String complaint) {
    Map<String, TlaValue> state = state();
    state.put(variable, value);

    assertThatThrownBy(() -> reader.snapshot(state))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint)
        .hasMessageContaining(variable)
        .hasMessageContaining(value.toString());
  }

  @Test
  void otherVariablesAreRejected() {
    Map<String, TlaValue> more = new HashMap<>(state());
    more.put("locks", TlaValue.of(0));
    Map<String, TlaValue> fewer = new HashMap<>(state());
    fewer.remove("pool");

    assertThatThrownBy(() -> reader.snapshot(more))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("locks");
    assertThatThrownBy(() -> reader.snapshot(fewer)).isInstanceOf(IllegalArgumentException.class);
  }
}
