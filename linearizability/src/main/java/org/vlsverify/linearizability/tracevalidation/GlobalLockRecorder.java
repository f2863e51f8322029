package org.vlsverify.linearizability.tracevalidation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SpecStateWriter;
import org.vlsverify.linearizability.tracevalidation.CallRecording.Access;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;

/**
 * Records runs of {@code global-lock}: a call wants the lock, takes it, and works until it releases
 * it. The first number is drawn when the call begins, the others while the lock is held. The whole
 * state is noted at the release of a writer. Safe for use by several threads.
 */
class GlobalLockRecorder implements RunRecorder {
  private static final int ONE_REFUSAL_IN = 8;

  /** Threads are refused more often than not: so many calls for one that is kept. */
  static final int KEPT = 10;

  private static final String WANT = "want";
  private static final String TAKE = "take";
  private static final String RELEASE = "release";

  private record Timed(long ticket, RunEvent event) {}

  private final RecordedRun.Header header;
  private final Turns turns;
  private final AtomicLong tickets = new AtomicLong();
  private final ThreadLocal<CallRecording> current = new ThreadLocal<>();
  private final Queue<CallRecording> recordings = new ConcurrentLinkedQueue<>();
  private final Set<Integer> open = new HashSet<>();
  private final AtomicLong asked = new AtomicLong();
  private volatile SharedSessions sessions;

  GlobalLockRecorder(RecordedRun.Header header, Turns turns) {
    this.header = header;
    this.turns = turns;
  }

  @Override
  public boolean asks() {
    return true;
  }

  @Override
  public Outcome perform(SharedSessions of, Call call, String thread) {
    return (Outcome) record(of, new CallRecording(call, null, thread));
  }

  @Override
  public void ask(SharedSessions of, Query query, String thread) {
    record(of, new CallRecording(null, query, thread));
  }

  /** Whether the specification has the query. */
  boolean hasSteps(Query query) {
    return query.kind() == Query.Kind.OWNER;
  }

  private Object record(SharedSessions of, CallRecording recording) {
    sessions = of;
    turns.begin();
    current.set(recording);
    if (recording.query == null || hasSteps(recording.query)) {
      recordings.add(recording);
    }
    recording.began = tickets.incrementAndGet();
    try {
      recording.outcome = recording.apply(of);
      return recording.outcome;
    } catch (RuntimeException | Error e) {
      recording.thrown = e;
      throw e;
    } finally {
      beforeNext();
      recording.ended = tickets.incrementAndGet();
      current.remove();
      turns.end();
    }
  }

  /** The call that the calling thread is in, or null. */
  final CallRecording current() {
    return current.get();
  }

  final Turns turns() {
    return turns;
  }

  /** The last access is over. */
  void beforeNext() {}

  final Access access(CallRecording recording, String name, boolean writes) {
    Access access = new Access(tickets.incrementAndGet(), name, writes);
    recording.accesses.add(access);
    return access;
  }

  @Override
  public void lock(Lock lock) {
    CallRecording recording = current();
    if (recording == null) {
      lock.lock();
      return;
    }
    beforeNext();
    turns.next();
    while (!lock.tryLock()) {
      turns.next();
    }
    taken(recording, lock);
  }

  void taken(CallRecording recording, Lock lock) {
    access(recording, TAKE, !(lock instanceof ReentrantReadWriteLock.ReadLock));
    turns.next();
  }

  @Override
  public void unlock(Lock lock) {
    CallRecording recording = current();
    beforeNext();
    if (recording != null) {
      released(recording, lock);
    }
    lock.unlock();
    if (recording != null) {
      turns.next();
    }
  }

  void released(CallRecording recording, Lock lock) {
    Parts told = told();
    Access release = access(recording, RELEASE, recording.query == null);
    release.parts.add(told);
    if (release.writes) {
      state(release.parts, sessions.snapshot());
    }
  }

  private static void state(Parts parts, Snapshot snapshot) {
    for (int worker = 0; worker < snapshot.workers().size(); worker++) {
      Snapshot.WorkerView view = snapshot.workers().get(worker);
      String name = Parts.worker(worker);
      String parent = view.parent().isPresent() ? Parts.worker(view.parent().getAsInt()) : null;
      parts.lives.add(new RunEvent.Life(name, SpecStateWriter.text(view.life()), parent));
      for (int slot = 0; slot < view.pool().size(); slot++) {
        Optional<Snapshot.CopyView> copy = view.pool().get(slot);
        if (copy.isPresent()) {
          parts.copies.add(
              new RunEvent.Copy(
                  name,
                  slot + 1,
                  Parts.session(copy.get().session()),
                  null,
                  copy.get().listen() != ListenState.NONE,
                  copy.get().waits()));
        }
      }
    }
    snapshot
        .shared()
        .forEach((session, data) -> parts.elements.add(element(snapshot, session, data)));
  }

  private static RunEvent.Element element(
      Snapshot snapshot, int session, Snapshot.SharedView data) {
    List<String> attached =
        data.subscribers().stream()
            .filter(
                worker ->
                    snapshot.workers().get(worker).pool().stream()
                        .flatMap(Optional::stream)
                        .anyMatch(
                            copy ->
                                copy.session() == session && copy.listen() == ListenState.LISTEN))
            .map(Parts::worker)
            .toList();
    return new RunEvent.Element(
        null,
        Parts.session(session),
        Parts.worker(data.owner()),
        data.subscribers().stream().map(Parts::worker).toList(),
        data.listeners().stream().sorted().map(Parts::worker).toList(),
        attached,
        data.notices());
  }

  @Override
  public List<RunEvent> events() {
    List<Timed> all = new ArrayList<>();
    Map<String, Integer> refused = new HashMap<>();
    for (CallRecording recording : recordings) {
      if (isKept(recording, refused)) {
        events(recording, all.size(), (ticket, event) -> all.add(new Timed(ticket, event)));
      }
    }
    // Stable: what one thread does stays in its order.
    all.sort(Comparator.comparingLong(Timed::ticket));
    return all.stream().map(Timed::event).toList();
  }

  /** Gets an event with its number. */
  @FunctionalInterface
  interface Sink {
    void add(long ticket, RunEvent event);
  }

  private boolean isKept(CallRecording recording, Map<String, Integer> refused) {
    return !(recording.outcome instanceof Outcome outcome)
        || hasEffect(recording, outcome)
        || refused.merge(recording.thread, 1, Integer::sum) % KEPT == 0;
  }

  /** Whether the call is one with steps that must not be left out. */
  boolean hasEffect(CallRecording recording, Outcome outcome) {
    return OperationSteps.isStep(outcome);
  }

  /** The events of one call. */
  void events(CallRecording recording, int number, Sink sink) {
    recording.accesses.stream()
        .filter(access -> access.is(TAKE))
        .findFirst()
        .ifPresent(
            take ->
                sink.add(
                    recording.began,
                    recording.event(WANT, null, new Parts()).taking(null, mode(take))));
    for (Access access : recording.accesses) {
      sink.add(
          access.ticket,
          access.is(TAKE)
              ? recording.event(TAKE, null, new Parts()).taking("lock", mode(access))
              : work(recording, recording.event("work", null, access.parts)));
    }
    boolean unlocked = recording.accesses.stream().noneMatch(access -> access.is(RELEASE));
    if (recording.outcome != null && unlocked) {
      sink.add(recording.ended, work(recording, recording.event("work", null, new Parts())));
    }
    if (recording.outcome == null) {
      sink.add(lastTicket(recording), recording.end("end"));
    }
  }

  private static String mode(Access take) {
    return take.writes ? "write" : "read";
  }

  static long lastTicket(CallRecording recording) {
    return Math.max(
        recording.ended, recording.accesses.stream().mapToLong(a -> a.ticket).max().orElse(0));
  }

  private static RunEvent work(CallRecording recording, RunEvent event) {
    RunEvent work = event.holding(List.of());
    return recording.outcome == null ? work : work.what(recording.what());
  }

  // ------------------------------------------------------------------ VPP

  /** What VPP is told belongs to the last access, or to the release that follows. */
  Parts told() {
    CallRecording recording = current();
    return recording == null || recording.accesses.isEmpty()
        ? new Parts()
        : recording.accesses.getLast().parts;
  }

  @Override
  public synchronized boolean open(int worker, int session) {
    return open.add(session);
  }

  @Override
  public synchronized boolean attach(int worker, int session) {
    boolean granted = header.isListenable(session) && asked.incrementAndGet() % ONE_REFUSAL_IN != 0;
    if (granted) {
      told().attach.add(Parts.worker(worker) + " " + Parts.session(session));
    }
    return granted;
  }

  @Override
  public synchronized void detach(int worker, int session) {
    told().detach.add(Parts.worker(worker) + " " + Parts.session(session));
  }

  @Override
  public synchronized void disconnect(int worker, int session) {
    open.remove(session);
    told().disconnect.add(Parts.session(session));
  }

  @Override
  public synchronized void ownerChanged(int session, int oldOwner, int newOwner) {
    told().owner.add(Parts.session(session) + " " + Parts.worker(newOwner));
  }
}
