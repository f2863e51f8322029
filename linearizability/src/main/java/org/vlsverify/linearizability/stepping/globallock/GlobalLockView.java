package org.vlsverify.linearizability.stepping.globallock;

import static org.vlsverify.spec.tla.TlaValues.field;
import static org.vlsverify.spec.tla.TlaValues.mappings;
import static org.vlsverify.spec.tla.TlaValues.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Parameter;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SpecNames;
import org.vlsverify.linearizability.call.SpecStateReader;
import org.vlsverify.linearizability.stepping.LockWords;
import org.vlsverify.linearizability.stepping.StepState;
import org.vlsverify.linearizability.stepping.SteppedDesign;
import org.vlsverify.linearizability.stepping.ToldTransport;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValue.ModelValue;

/** What a state of {@code SharedDataGlobalLock} says. Immutable. */
final class GlobalLockView implements SteppedDesign.View {
  static final String LOCK = "the lock";

  private static final List<String> OBSERVED =
      List.of("life", "parent", "pool", "shared", "notices");
  private static final String OWNER = "owner";

  /**
   * Where a thread is in which operation.
   *
   * @param call the operation that it has chosen, if that is known and a change
   * @param query the same, if it is a query
   * @param seen the outcome on which it has decided
   */
  record Frame(String at, Optional<Call> call, Optional<Query> query, TlaValue seen) {}

  private final SortedMap<String, Frame> frames = new TreeMap<>();
  private final Snapshot snapshot;
  private final StepState lock;

  GlobalLockView(Map<String, TlaValue> values, SpecStateReader reader) {
    mappings(values.get("thread"))
        .forEach((thread, frame) -> frames.put(thread.toString(), frame(frame)));
    Map<String, TlaValue> observed = new HashMap<>();
    OBSERVED.forEach(variable -> observed.put(variable, values.get(variable)));
    snapshot = reader.snapshot(observed);
    StepState.Builder holders = new StepState.Builder();
    TlaValue writer = values.get("writer");
    if (!writer.toString().equals("Nobody")) {
      holders.holds(writer.toString(), LOCK, true);
    }
    values.get("readers").elements().forEach(r -> holders.holds(r.toString(), LOCK, false));
    lock = holders.build();
  }

  private static Frame frame(TlaValue frame) {
    TlaValue call = field(frame, "call");
    String at = text(field(frame, "at"));
    TlaValue seen = field(frame, "seen");
    if (call instanceof ModelValue) {
      return new Frame(at, Optional.empty(), Optional.empty(), seen);
    }
    return text(field(call, "op")).equals(OWNER)
        ? new Frame(at, Optional.empty(), Optional.of(query(call)), seen)
        : new Frame(at, Optional.of(call(call)), Optional.empty(), seen);
  }

  private static Query query(TlaValue call) {
    int worker = SpecNames.worker(field(call, "w"));
    return new Query(Query.Kind.OWNER, worker, SpecNames.session(field(call, "s")), Call.NONE);
  }

  /** The operation has the name of its action in words: {@code fork begin}. */
  private static Call call(TlaValue call) {
    String name =
        Arrays.stream(text(field(call, "op")).split(" "))
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
    Action action = Action.named(name).orElseThrow();
    Map<String, TlaValue> arguments = new LinkedHashMap<>();
    List<Parameter> parameters = action.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      arguments.put(
          parameters.get(i).specName(),
          switch (parameters.get(i)) {
            case SESSION -> field(call, "s");
            case ATTACHED -> field(call, "attached");
            case WORKER, PARENT, CHILD, OTHER -> field(call, i == 0 ? "w" : "with");
          });
    }
    return Call.of(new Operation(name, arguments));
  }

  @Override
  public Set<String> threads() {
    return frames.keySet();
  }

  Frame frame(String thread) {
    return frames.get(thread);
  }

  /** What others can observe. */
  Snapshot snapshot() {
    return snapshot;
  }

  /** Who holds the lock. */
  StepState lock() {
    return lock;
  }

  boolean isLocked() {
    return !lock.parts().isEmpty();
  }

  boolean isLockedToWrite() {
    return lock.parts().values().stream().anyMatch(LockWords::isToWrite);
  }

  @Override
  public int root() {
    for (int worker = 0; worker < snapshot.workers().size(); worker++) {
      if (snapshot.workers().get(worker).life() == Life.LIVE) {
        return worker;
      }
    }
    throw new IllegalStateException("nobody lives in " + snapshot);
  }

  @Override
  public long liveWorkers() {
    return snapshot.workers().stream().filter(worker -> worker.life() == Life.LIVE).count();
  }

  @Override
  public Set<Integer> openSessions() {
    return snapshot.workers().stream()
        .flatMap(worker -> worker.pool().stream())
        .flatMap(Optional::stream)
        .map(CopyView::session)
        .collect(Collectors.toSet());
  }

  /** Whom VPP has to give connections to, in words. */
  private Set<String> attached() {
    Set<String> attached = new TreeSet<>();
    for (int worker = 0; worker < snapshot.workers().size(); worker++) {
      for (Optional<CopyView> copy : snapshot.workers().get(worker).pool()) {
        if (copy.isPresent() && copy.get().listen() == ListenState.LISTEN) {
          attached.add("w" + worker + " to s" + copy.get().session());
        }
      }
    }
    return attached;
  }

  /** What VPP is told in the step from this state to another one. */
  SortedSet<String> told(GlobalLockView next) {
    SortedSet<String> told =
        ToldTransport.difference(attached(), next.attached(), openSessions(), next.openSessions());
    snapshot
        .shared()
        .forEach(
            (session, before) -> {
              Snapshot.SharedView after = next.snapshot.shared().get(session);
              if (after != null && after.owner() != before.owner()) {
                told.add(ToldTransport.owner(session, after.owner()));
              }
            });
    return told;
  }
}
