package org.vlsverify.linearizability.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Parameter;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.call.SnapshotDiff;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.testing.RecordingTransport;

/** A history, run on the sequential reference and on the implementations compared with it. */
final class History {
  static final int ROOT = 0;

  /** The number of other workers in the queries after each call; all, if there are no more. */
  private static final int ASKED_ABOUT = 32;

  /** An implementation compared with the reference. */
  private static final class Subject {
    final String name;
    final SharedSessionsFactory factory;
    final RecordingTransport transport;
    final SharedSessions sessions;
    long nanos;

    Subject(String name, SharedSessionsFactory factory, Bounds bounds) {
      this.name = name;
      this.factory = factory;
      this.transport = new RecordingTransport(bounds.listenable());
      this.sessions = factory.create(bounds, ROOT, transport);
    }
  }

  private final CommandSequence sequence;
  private final Bounds bounds;
  private final Consumer<Outcome> outcomes;
  private final RecordingTransport expectedTransport;
  private final SharedSessions expected;
  private final List<Subject> subjects = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Outcome> wantedOutcomes = new ArrayList<>();

  /** The state of the reference; null if unknown. */
  private Snapshot state;

  private final int[] generation;
  private final Set<Integer> births = new LinkedHashSet<>(Set.of(ROOT));
  private int deepest;
  private int widest;
  private int ownerChanges;

  /**
   * Prepares a history.
   *
   * @param sequence the commands
   * @param factories the implementations, by name
   * @param outcomes receives each outcome
   */
  History(
      CommandSequence sequence,
      Map<String, SharedSessionsFactory> factories,
      Consumer<Outcome> outcomes) {
    this.sequence = sequence;
    this.bounds = sequence.bounds();
    this.outcomes = outcomes;
    this.generation = new int[bounds.workers()];
    expectedTransport = new RecordingTransport(bounds.listenable());
    expected =
        new ReferenceSharedSessions(
            bounds.workers(), bounds.slots(), bounds.sharedCapacity(), ROOT, expectedTransport);
    factories.forEach((name, factory) -> subjects.add(new Subject(name, factory, bounds)));
  }

  /**
   * Runs all commands.
   *
   * @throws HistoryDifference at the first difference, with the history up to there
   */
  void run() {
    sequence.commands().forEach(command -> command.on(this));
    subjects.forEach(this::compareState);
  }

  Bounds bounds() {
    return bounds;
  }

  /** Seconds spent on each implementation. */
  Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    subjects.forEach(subject -> seconds.put(subject.name, subject.nanos / 1e9));
    return seconds;
  }

  /** The maximal depth of the tree of forks. */
  int deepest() {
    return deepest;
  }

  /** The maximal number of subscribers of a session at the end of a fork. */
  int widest() {
    return widest;
  }

  int ownerChanges() {
    return ownerChanges;
  }

  // ---- Candidates

  Snapshot state() {
    if (state == null) {
      state = expected.snapshot();
    }
    return state;
  }

  /** The workers in a state of their life, by index. */
  List<Integer> workers(Life life) {
    return IntStream.range(0, bounds.workers())
        .filter(worker -> state().workers().get(worker).life() == life)
        .boxed()
        .toList();
  }

  /** The live workers, the latest first. */
  List<Integer> newestFirst() {
    List<Integer> live = new ArrayList<>(births);
    live.removeIf(worker -> state().workers().get(worker).life() != Life.LIVE);
    Collections.reverse(live);
    return live;
  }

  /** The sessions that a worker holds, in pool order. */
  List<Integer> sessions(int worker) {
    return state().workers().get(worker).pool().stream()
        .flatMap(copy -> copy.stream())
        .map(CopyView::session)
        .toList();
  }

  boolean hasFreeSlot(int worker) {
    return sessions(worker).size() < bounds.slots();
  }

  /** The lowest session without holder. */
  int unheldSession() {
    int session = 0;
    while (expectedTransport.sessions().contains(session)) {
      session++;
    }
    return session;
  }

  /** Picks from a list that is not empty. */
  static int pick(List<Integer> candidates, int number) {
    return candidates.get(Math.floorMod(number, candidates.size()));
  }

  // ---- Calls

  /**
   * Runs a call, and compares.
   *
   * @return its outcome
   */
  Outcome call(Call call) {
    Outcome wanted = call.apply(expected, expectedTransport);
    state = null;
    calls.add(call);
    wantedOutcomes.add(wanted);
    note(call, wanted);
    boolean compared = calls.size() % sequence.compareEvery() == 0;
    Map<Query, Object> answers = compared ? answers(call) : Map.of();
    for (Subject subject : subjects) {
      long start = System.nanoTime();
      Outcome found = of(subject, () -> call.apply(subject.sessions, subject.transport));
      require(
          subject,
          wanted == found,
          "Outcome of the last call: " + found + ", expected " + wanted + ".");
      compareTransports(subject);
      if (compared) {
        compareState(subject);
        answers.forEach(
            (query, answer) ->
                same(subject, query, answer, of(subject, () -> query.ask(subject.sessions))));
      }
      subject.transport.forget();
      subject.nanos += System.nanoTime() - start;
    }
    expectedTransport.forget();
    outcomes.accept(wanted);
    return wanted;
  }

  /**
   * Runs a call with a known outcome.
   *
   * @throws IllegalStateException if the reference has another one
   */
  void expect(Outcome wanted, Call call) {
    if (call(call) != wanted) {
      throw new IllegalStateException(
          "The last call of the history should have come to %s:%n%s"
              .formatted(wanted, HistoryDifference.last(calls, wantedOutcomes)));
    }
  }

  /** Runs a call that must be refused, without effect. */
  void refused(Outcome wanted, Call call) {
    Map<Subject, Snapshot> before = new LinkedHashMap<>();
    subjects.forEach(subject -> before.put(subject, subject.sessions.snapshot()));
    expect(wanted, call);
    before.forEach(
        (subject, snapshot) -> {
          Snapshot after = subject.sessions.snapshot();
          if (!snapshot.equals(after)) {
            throw difference(
                subject,
                "The last call was refused, but had an effect: "
                    + String.join("; ", SnapshotDiff.changes(snapshot, after)));
          }
        });
  }

  /** A complete fork, as far as the capacity for shared data allows. */
  void fork(int parent, int child) {
    if (call(Action.FORK_BEGIN.call(parent, child)) == Outcome.FORK_BEGUN) {
      share(child);
      call(Action.FORK_COMPLETE.call(child));
    }
  }

  /** Shares the remaining sessions with the child, as far as the capacity allows. */
  Outcome share(int child) {
    Outcome outcome;
    do {
      outcome = call(Action.FORK_SHARE_NEXT.call(child));
    } while (outcome == Outcome.FIRST_SHARED || outcome == Outcome.SUBSCRIBED);
    return outcome;
  }

  /** A complete exit of a live worker that does not fork. */
  void exit(int worker) {
    for (int left = sessions(worker).size(); left > 0; left--) {
      call(Action.EXIT_LEAVE_NEXT.call(worker));
    }
    call(Action.EXIT_COMPLETE.call(worker));
  }

  /** A complete cleanup of a dead worker. */
  void cleanUp(int worker, int dead) {
    for (int left = sessions(dead).size(); left > 0; left--) {
      call(Action.CLEANUP_LEAVE_NEXT.call(worker, dead));
    }
    call(Action.CLEANUP_COMPLETE.call(worker, dead));
  }

  // ---- Comparison

  private void note(Call call, Outcome outcome) {
    switch (outcome) {
      case FORK_BEGUN -> generation[call.second()] = generation[call.first()] + 1;
      case FORKED, FORKED_IN_PART -> {
        births.remove(call.first());
        births.add(call.first());
        deepest = Math.max(deepest, generation[call.first()]);
        for (Snapshot.SharedView data : state().shared().values()) {
          widest = Math.max(widest, data.subscribers().size());
        }
      }
      case OWNER_CHANGED -> ownerChanges++;
      default -> {}
    }
  }

  private void compareState(Subject subject) {
    Snapshot found = of(subject, subject.sessions::snapshot);
    if (!state().equals(found)) {
      throw difference(subject, String.join("\n", SnapshotDiff.deviations(state(), found)));
    }
    same(subject, "attached", expectedTransport.attachments(), subject.transport.attachments());
    same(
        subject,
        "sessions that VPP has",
        expectedTransport.sessions(),
        subject.transport.sessions());
  }

  private void compareTransports(Subject subject) {
    same(
        subject,
        "owner changes notified",
        expectedTransport.ownerChanges(),
        subject.transport.ownerChanges());
    same(subject, "mistakes", List.of(), subject.transport.mistakes());
  }

  /** The answers to a worker's queries about the session of the call. */
  private Map<Query, Object> answers(Call call) {
    List<Parameter> parameters = call.action().parameters();
    int session =
        parameters.size() > 1 && parameters.get(1) == Parameter.SESSION
            ? call.second()
            : calls.size() % Math.max(1, bounds.sessions());
    int stride = Math.max(1, bounds.workers() / ASKED_ABOUT);
    Map<Query, Object> answers = new LinkedHashMap<>();
    for (Query.Kind kind : Query.Kind.values()) {
      if (kind.isAboutOther()) {
        ask(kind, call.first(), session, call.first(), answers);
        for (int other = calls.size() % stride; other < bounds.workers(); other += stride) {
          ask(kind, call.first(), session, other, answers);
        }
      } else {
        ask(kind, call.first(), session, Call.NONE, answers);
      }
    }
    return answers;
  }

  private void ask(
      Query.Kind kind, int worker, int session, int other, Map<Query, Object> answers) {
    Query query = new Query(kind, worker, session, other);
    answers.put(query, query.ask(expected));
  }

  /** Runs an operation of an implementation; it must not throw. */
  private <T> T of(Subject subject, Supplier<T> operation) {
    try {
      return operation.get();
    } catch (RuntimeException e) {
      HistoryDifference difference = difference(subject, "It threw " + e);
      difference.initCause(e);
      throw difference;
    }
  }

  private void same(Subject subject, Object what, Object wanted, Object found) {
    if (!wanted.equals(found)) {
      throw difference(subject, what + ": expected " + wanted + ", is " + found);
    }
  }

  private void require(Subject subject, boolean condition, String problem) {
    if (!condition) {
      throw difference(subject, problem);
    }
  }

  private HistoryDifference difference(Subject subject, String problem) {
    return new HistoryDifference(
        subject.name, problem, sequence, subject.factory, calls, wantedOutcomes);
  }
}
