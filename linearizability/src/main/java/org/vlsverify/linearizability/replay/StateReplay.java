package org.vlsverify.linearizability.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.call.SnapshotDiff;
import org.vlsverify.linearizability.replay.ReplayModel.Connections;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.sessions.testing.RecordingTransport.OwnerChange;
import org.vlsverify.spec.trace.Trace;

/** The replay of all calls and queries in one state. Used by one thread. */
final class StateReplay {
  private final ReplayModel model;
  private final int state;
  private final String variant;
  private final SharedSessionsFactory factory;
  private final String reproduce;
  private final Replay.Counts counts;
  private final int root;
  private final int[] path;

  StateReplay(
      ReplayModel model,
      int state,
      String variant,
      SharedSessionsFactory factory,
      String reproduce,
      Replay.Counts counts) {
    this.model = model;
    this.state = state;
    this.variant = variant;
    this.factory = factory;
    this.reproduce = reproduce;
    this.counts = counts;
    root = model.root(state);
    path = model.path(state);
  }

  /** The implementation under test, with its transport. */
  private record Subject(SharedSessions sessions, RecordingTransport transport) {}

  /** An exception in place of an outcome or answer. */
  private record Thrown(Throwable throwable) {
    @Override
    public String toString() {
      return "thrown: " + throwable;
    }
  }

  /**
   * Replays the state.
   *
   * @throws ReplayDifference at the first deviation from the specification
   */
  void run() {
    Subject idle = reach();
    List<String> deviations = deviations(idle, state, state);
    if (!deviations.isEmpty()) {
      throw difference("nothing more", deviations, "");
    }
    for (int call = 0; call < model.calls().size(); call++) {
      if (!model.isStep(state, call)) {
        if (apply(idle, call) != model.outcome(state, call)) {
          requireSameAlone(call);
          throw whatChanged(idle);
        }
        counts.outcomes.add(model.outcome(state, call));
        counts.unchanged++;
      }
    }
    for (int query = 0; query < model.queries().size(); query++) {
      if (!model.answer(state, query).equals(ask(idle, query))) {
        requireAnswer(query, ask(reach(), query));
        throw whatChanged(idle);
      }
      counts.queries++;
    }
    if (!deviations(idle, state, state).isEmpty()) {
      throw whatChanged(idle);
    }
    boolean idleIsUsed = false;
    for (int call = 0; call < model.calls().size(); call++) {
      if (model.isStep(state, call)) {
        step(reach(), call, "");
        counts.edges++;
        if (!idleIsUsed) {
          step(
              idle,
              call,
              "The difference shows only after all calls and queries without effect.\n");
          idleIsUsed = true;
        }
      }
    }
  }

  private void requireSameAlone(int call) {
    Subject subject = reach();
    requireOutcome(subject, call, apply(subject, call));
  }

  private void step(Subject subject, int call, String remark) {
    requireOutcome(subject, call, apply(subject, call));
    List<String> deviations = deviations(subject, state, model.target(state, call));
    if (!deviations.isEmpty()) {
      throw difference(call, deviations, whatItShouldDo(call) + remark);
    }
  }

  /** A new object, brought into the state by a shortest path. */
  private Subject reach() {
    RecordingTransport transport = new RecordingTransport(model.bounds().listenable());
    SharedSessions sessions = factory.create(model.bounds(), root, transport);
    Subject subject = new Subject(sessions, transport);
    counts.anew();
    for (int call : path) {
      apply(subject, call);
    }
    transport.forget();
    return subject;
  }

  private Object apply(Subject subject, int call) {
    counts.calls++;
    counts.call(model.calls().get(call));
    try {
      return model.calls().get(call).apply(subject.sessions(), subject.transport());
    } catch (RuntimeException | Error e) {
      return new Thrown(e);
    }
  }

  private Object ask(Subject subject, int query) {
    counts.calls++;
    counts.call(model.queries().get(query));
    try {
      return model.queries().get(query).ask(subject.sessions());
    } catch (RuntimeException | Error e) {
      return new Thrown(e);
    }
  }

  private void requireOutcome(Subject subject, int call, Object actual) {
    Outcome expected = model.outcome(state, call);
    counts.outcomes.add(expected);
    if (expected != actual) {
      List<String> lines = new ArrayList<>();
      lines.add("outcome: expected %s, is %s".formatted(expected, actual));
      lines.addAll(deviations(subject, state, model.target(state, call)));
      throw difference(call, lines, whatItShouldDo(call));
    }
  }

  private void requireAnswer(int index, Object actual) {
    Object expected = model.answer(state, index);
    if (!expected.equals(actual)) {
      Query query = model.queries().get(index);
      String is = actual instanceof Thrown ? actual.toString() : query.words(actual);
      throw difference(
          query.toString(),
          List.of("answer: expected %s, is %s".formatted(query.words(expected), is)),
          "");
    }
  }

  /** Finds the operation or query with an unexpected effect. */
  private ReplayDifference whatChanged(Subject idle) {
    for (int call = 0; call < model.calls().size(); call++) {
      if (!model.isStep(state, call)) {
        Subject subject = reach();
        apply(subject, call);
        List<String> deviations = deviations(subject, state, state);
        if (!deviations.isEmpty()) {
          return difference(call, deviations, whatItShouldDo(call));
        }
      }
    }
    for (int query = 0; query < model.queries().size(); query++) {
      Subject subject = reach();
      ask(subject, query);
      List<String> deviations = deviations(subject, state, state);
      if (!deviations.isEmpty()) {
        return difference(
            model.queries().get(query).toString(), deviations, "It should have no effect.\n");
      }
    }
    return difference(
        "all calls and queries without effect",
        deviations(idle, state, state),
        "No single one of them does it.\n");
  }

  private String words(int call) {
    return model.calls().get(call).toString();
  }

  /** Differences from the state after a step, or from the same state without a step. */
  private List<String> deviations(Subject subject, int before, int after) {
    Snapshot expected = model.snapshot(after);
    Snapshot actual;
    try {
      actual = subject.sessions().snapshot();
    } catch (RuntimeException | Error e) {
      return List.of("state: " + new Thrown(e));
    }
    Connections connections = model.connections(after);
    List<OwnerChange> ownerChanges = ownerChanges(model.snapshot(before), expected);
    RecordingTransport transport = subject.transport();
    if (expected.equals(actual)
        && connections.sessions().equals(transport.sessions())
        && connections.attachments().equals(transport.attachments())
        && ownerChanges.equals(transport.ownerChanges())
        && transport.mistakes().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(SnapshotDiff.deviations(expected, actual));
    compare("owner changes notified", ownerChanges, transport.ownerChanges(), lines);
    compare("attached to VPP", connections.attachments(), transport.attachments(), lines);
    compare("sessions in use", connections.sessions(), transport.sessions(), lines);
    lines.addAll(transport.mistakes());
    return lines;
  }

  private static void compare(
      String what, Collection<?> expected, Collection<?> actual, List<String> lines) {
    if (!expected.equals(actual)) {
      lines.add("%s: expected %s, is %s".formatted(what, words(expected), words(actual)));
    }
  }

  private static String words(Collection<?> things) {
    return things.stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** The expected notifications: an owner change for each new notice. */
  private static List<OwnerChange> ownerChanges(Snapshot before, Snapshot after) {
    if (before == after) {
      return List.of();
    }
    List<OwnerChange> changes = new ArrayList<>();
    after
        .shared()
        .forEach(
            (session, data) -> {
              SharedView old = before.shared().get(session);
              if (old != null) {
                int known = old.owner() == data.owner() ? old.notices() : 0;
                OwnerChange change = new OwnerChange(session, old.owner(), data.owner());
                changes.addAll(Collections.nCopies(Math.max(0, data.notices() - known), change));
              }
            });
    return changes;
  }

  private String whatItShouldDo(int call) {
    StringBuilder out = new StringBuilder();
    out.append("It should be ").append(model.outcome(state, call));
    if (model.isStep(state, call)) {
      out.append(" and change:\n");
      PathPrinter.lines(
          SnapshotDiff.changes(model.snapshot(state), model.snapshot(model.target(state, call))),
          out);
    } else {
      out.append(" and have no effect.\n");
    }
    return out.toString();
  }

  /** A difference made by an operation, the last one of its trace. */
  private ReplayDifference difference(int call, List<String> deviations, String remark) {
    List<Call> calls = new ArrayList<>(callsOfPath());
    calls.add(model.calls().get(call));
    return difference(words(call), deviations, remark, calls);
  }

  /** A difference in the state itself, or made by a query, which has no step in a trace. */
  private ReplayDifference difference(String what, List<String> deviations, String remark) {
    return difference(what, deviations, remark, callsOfPath());
  }

  private List<Call> callsOfPath() {
    return Arrays.stream(path).mapToObj(model.calls()::get).toList();
  }

  private ReplayDifference difference(
      String what, List<String> deviations, String remark, List<Call> calls) {
    StringBuilder message = new StringBuilder();
    message.append("%s differs from the specification.\n".formatted(variant));
    message.append("In model %s, after a shortest path:\n".formatted(model.name()));
    PathPrinter.print(model, state, message);
    message.append("the difference:\n");
    message.append("%4d. %s\n".formatted(path.length + 1, what));
    PathPrinter.lines(deviations, message);
    message.append(remark);
    message.append("Reproduce with: ").append(reproduce).append('\n');
    Trace trace =
        Traces.of(
            model.name(),
            model.bounds(),
            root,
            calls,
            factory,
            what + ": " + String.join("; ", deviations));
    return new ReplayDifference(message.toString(), what, path.length + 1, trace);
  }
}
