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

/** One history, carried out by the sequential reference and by all that is compared with it. */
final class History {
  static final int ROOT = 0;

  /** About so many others a worker is asked after each call; about all, if there are no more. */
  private static final int ASKED_ABOUT = 32;

  /** What is compared with the reference. */
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

  private final Story story;
  private final Bounds bounds;
  private final Consumer<Outcome> outcomes;
  private final RecordingTransport expectedTransport;
  private final SharedSessions expected;
  private final List<Subject> subjects = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Outcome> wantedOutcomes = new ArrayList<>();

  /** How the reference is now; null if that is to be found out. */
  private Snapshot state;

  private final int[] generation;
  private final Set<Integer> births = new LinkedHashSet<>(Set.of(ROOT));
  private int deepest;
  private int widest;
  private int ownerChanges;

  /**
   * @param story what happens
   * @param factories by name: what is compared with the reference
   * @param outcomes is told each outcome
   */
  History(Story story, Map<String, SharedSessionsFactory> factories, Consumer<Outcome> outcomes) {
    this.story = story;
    this.bounds = story.bounds();
    this.outcomes = outcomes;
    this.generation = new int[bounds.workers()];
    expectedTransport = new RecordingTransport(bounds.listenable());
    expected =
        new ReferenceSharedSessions(
            bounds.workers(), bounds.slots(), bounds.sharedCapacity(), ROOT, expectedTransport);
    factories.forEach((name, factory) -> subjects.add(new Subject(name, factory, bounds)));
  }

  /**
   * Carries out all moves.
   *
   * @throws HistoryDifference at the first difference, with the history up to there
   */
  void run() {
    story.moves().forEach(move -> move.on(this));
    subjects.forEach(this::look);
  }

  Bounds bounds() {
    return bounds;
  }

  /** Seconds spent with each subject. */
  Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    subjects.forEach(subject -> seconds.put(subject.name, subject.nanos / 1e9));
    return seconds;
  }

  /** How many forks lie between the root and the last of its line, at most. */
  int deepest() {
    return deepest;
  }

  /** How many subscribers a session had, at most, when a fork was over. */
  int widest() {
    return widest;
  }

  int ownerChanges() {
    return ownerChanges;
  }

  // ---- What there is to choose from

  Snapshot state() {
    if (state == null) {
      state = expected.snapshot();
    }
    return state;
  }

  /** The workers that are in this part of their lives, by index. */
  List<Integer> workers(Life life) {
    return IntStream.range(0, bounds.workers())
        .filter(worker -> state().workers().get(worker).life() == life)
        .boxed()
        .toList();
  }

  /** The live workers, the one that was born last first. */
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

  /** The lowest session that nobody holds. */
  int unheldSession() {
    int session = 0;
    while (expectedTransport.sessions().contains(session)) {
      session++;
    }
    return session;
  }

  /** One of what there is to choose from; there is something. */
  static int pick(List<Integer> candidates, int number) {
    return candidates.get(Math.floorMod(number, candidates.size()));
  }

  // ---- What may be done

  /**
   * Carries out one call, and compares.
   *
   * @return what it has come to
   */
  Outcome call(Call call) {
    Outcome wanted = call.apply(expected, expectedTransport);
    state = null;
    calls.add(call);
    wantedOutcomes.add(wanted);
    note(call, wanted);
    boolean looked = calls.size() % story.lookEvery() == 0;
    Map<Query, Object> answers = looked ? answers(call) : Map.of();
    for (Subject subject : subjects) {
      long start = System.nanoTime();
      Outcome found = of(subject, () -> call.apply(subject.sessions, subject.transport));
      require(
          subject,
          wanted == found,
          "The last call came to " + found + ", and not to " + wanted + ".");
      compareTransports(subject);
      if (looked) {
        look(subject);
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
   * The same, where it is known what must come of it.
   *
   * @throws IllegalStateException if the reference has it otherwise
   */
  void expect(Outcome wanted, Call call) {
    if (call(call) != wanted) {
      throw new IllegalStateException(
          "The last call of the history should have come to %s:%n%s"
              .formatted(wanted, HistoryDifference.last(calls, wantedOutcomes)));
    }
  }

  /** Carries out a call that must be refused, and leave everything as it is. */
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
                "The last call was refused, and changed something: "
                    + String.join("; ", SnapshotDiff.changes(snapshot, after)));
          }
        });
  }

  /** A whole fork, as far as the room for shared data goes. */
  void fork(int parent, int child) {
    if (call(Action.FORK_BEGIN.call(parent, child)) == Outcome.FORK_BEGUN) {
      share(child);
      call(Action.FORK_COMPLETE.call(child));
    }
  }

  /** The child gets what is left, as far as the room for shared data goes. */
  Outcome share(int child) {
    Outcome outcome;
    do {
      outcome = call(Action.FORK_SHARE_NEXT.call(child));
    } while (outcome == Outcome.FIRST_SHARED || outcome == Outcome.SUBSCRIBED);
    return outcome;
  }

  /** A whole exit of a live worker that does not fork. */
  void exit(int worker) {
    for (int left = sessions(worker).size(); left > 0; left--) {
      call(Action.EXIT_LEAVE_NEXT.call(worker));
    }
    call(Action.EXIT_COMPLETE.call(worker));
  }

  /** A whole cleanup of a dead worker. */
  void cleanUp(int worker, int dead) {
    for (int left = sessions(dead).size(); left > 0; left--) {
      call(Action.CLEANUP_LEAVE_NEXT.call(worker, dead));
    }
    call(Action.CLEANUP_COMPLETE.call(worker, dead));
  }

  // ---- What is noted and compared

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

  private void look(Subject subject) {
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
        "owner changes told",
        expectedTransport.ownerChanges(),
        subject.transport.ownerChanges());
    same(subject, "mistakes", List.of(), subject.transport.mistakes());
  }

  /** What a worker can find out about the session that the call was about. */
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

  /** What a subject says; it must not throw. */
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
        subject.name, problem, story, subject.factory, calls, wantedOutcomes);
  }
}
