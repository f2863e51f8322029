package org.vlsverify.linearizability.tracevalidation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.stepping.optimistic.OptimisticObjects;
import org.vlsverify.linearizability.stepping.optimistic.OptimisticObjects.CopyWord;
import org.vlsverify.linearizability.stepping.optimistic.OptimisticObjects.ElementData;
import org.vlsverify.linearizability.stepping.optimistic.OptimisticObjects.WorkerLife;
import org.vlsverify.linearizability.tracevalidation.CallRecording.Access;
import org.vlsverify.sessions.Outcome;

/**
 * Records runs of {@code optimistic}. The number of an access is drawn in the same turn in which it
 * is made, and no two threads have turns at once; others may come in before each access. So the
 * numbers are the order of the accesses, and the run is sequentially consistent: what the memory
 * model allows beyond that, jcstress looks for. What an access has left is noted in its turn. Safe
 * for use by several threads.
 */
final class OptimisticRecorder extends GlobalLockRecorder {
  static final String WRITE_LOCK = "StampedLock.writeLock";
  static final String UNLOCK = "StampedLock.unlockWrite";

  private final OptimisticObjects objects = new OptimisticObjects();

  /** Notes what the thread's last access has left. */
  private final ThreadLocal<Runnable> pending = new ThreadLocal<>();

  OptimisticRecorder(RecordedRun.Header header, Turns turns) {
    super(header, turns);
  }

  @Override
  public void made(Object object) {
    objects.made(object);
  }

  @Override
  boolean hasSteps(Query query) {
    return true;
  }

  @Override
  void beforeNext() {
    Runnable note = pending.get();
    if (note != null) {
      pending.remove();
      note.run();
    }
  }

  @Override
  public void before(String name, boolean writes, Object target) {
    CallRecording recording = current();
    if (recording == null) {
      return;
    }
    beforeNext();
    turns().next();
    Access access = access(recording, name, writes);
    switch (name) {
      case "Copy.word" -> pending.set(() -> access.seen = objects.copyWord(target));
      case "VarHandle.compareAndSet" -> {
        CopyWord old = objects.copyWord(target);
        access.seen = old;
        pending.set(() -> access.changed = !old.equals(objects.copyWord(target)));
      }
      case "VarHandle.setRelease" -> {
        access.changed = true;
        pending.set(() -> access.parts.copies.add(copy(objects.copyWord(target))));
      }
      case "AtomicLongArray.compareAndSet", "AtomicLongArray.set" -> {
        long old = objects.stackWord();
        pending.set(
            () -> {
              access.changed = old != objects.stackWord();
              if (access.changed) {
                access.parts.free = objects.freeIndices();
              }
            });
      }
      case "AtomicReferenceArray.compareAndSet" -> {
        // Who retires may find another one at its index already.
        if (recording.call != null && recording.call.action() == Action.FORK_BEGIN) {
          pending.set(
              () -> objects.lifeOf(recording.call.second()).ifPresent(life -> add(access, life)));
        }
      }
      case "Worker.life" -> {
        if (writes) {
          pending.set(() -> add(access, OptimisticObjects.lifeOf(target)));
        }
      }
      default -> {
        // That it was made is enough.
      }
    }
  }

  private static void add(Access access, WorkerLife life) {
    access.parts.lives.add(
        new RunEvent.Life(
            Parts.worker(life.worker()),
            life.life(),
            life.parent() < 0 ? null : Parts.worker(life.parent())));
  }

  static RunEvent.Copy copy(CopyWord word) {
    String worker = Parts.worker(word.worker());
    return word.isGone() || word.isBusy()
        ? new RunEvent.Copy(worker, word.slot(), null, null, null, null)
        : new RunEvent.Copy(
            worker,
            word.slot(),
            Parts.session(word.session()),
            word.element(),
            word.listens(),
            word.waits());
  }

  private static RunEvent.Element element(ElementData e) {
    return e.isUsed()
        ? new RunEvent.Element(
            e.index(),
            Parts.session(e.session()),
            Parts.worker(e.owner()),
            workers(e.subscribers()),
            workers(e.waiting()),
            workers(e.attached()),
            e.isNoticed() ? 1 : 0)
        : new RunEvent.Element(e.index(), null, null, null, null, null, null);
  }

  private static List<String> workers(Collection<Integer> indices) {
    var stream = indices instanceof List ? indices.stream() : indices.stream().sorted();
    return stream.map(Parts::worker).toList();
  }

  /** The lock of a table or a life: what it guards, the accesses that follow tell. */
  @Override
  void taken(CallRecording recording, Lock lock) {
    // No access that others see.
  }

  @Override
  void released(CallRecording recording, Lock lock) {
    // The same.
  }

  @Override
  public void pause() {
    if (current() == null) {
      Thread.onSpinWait();
    } else {
      beforeNext();
      turns().next();
    }
  }

  @Override
  public long writeLock(StampedLock lock) {
    CallRecording recording = current();
    if (recording == null) {
      return lock.writeLock();
    }
    beforeNext();
    turns().next();
    long stamp = lock.tryWriteLock();
    while (stamp == 0) {
      turns().next();
      stamp = lock.tryWriteLock();
    }
    access(recording, WRITE_LOCK, true).seen = element(lock).orElse(null);
    return stamp;
  }

  private Optional<RunEvent.Element> element(StampedLock lock) {
    return objects.elementOf(lock).map(OptimisticRecorder::element);
  }

  @Override
  public void unlockWrite(StampedLock lock, long stamp) {
    CallRecording recording = current();
    if (recording != null) {
      beforeNext();
      turns().next();
      Access access = access(recording, UNLOCK, true);
      element(lock)
          .ifPresent(
              element -> {
                access.parts.elements.add(element);
                access.seen = element;
              });
    }
    lock.unlockWrite(stamp);
  }

  @Override
  boolean hasEffect(CallRecording recording, Outcome outcome) {
    return OptimisticSteps.hasEffect(recording, outcome);
  }

  @Override
  void events(CallRecording recording, int number, Sink sink) {
    if (recording.outcome instanceof Outcome outcome && !hasEffect(recording, outcome)) {
      sink.add(recording.began, recording.event("call", null, new Parts()).numbered(number));
      sink.add(recording.ended, RunEvent.refused(recording.thread, recording.what(), number));
      return;
    }
    OptimisticSteps ofCall = new OptimisticSteps(recording);
    Optional<OptimisticSteps.Absence> absence = ofCall.absence();
    if (absence.isPresent()) {
      sink.add(absence.get().from(), recording.event("call", null, new Parts()).numbered(number));
      sink.add(absence.get().to(), RunEvent.refused(recording.thread, "unknown-session", number));
      return;
    }
    List<OptimisticSteps.Draft> steps = ofCall.drafts();
    if (recording.query != null && recording.outcome != null && steps.isEmpty()) {
      return;
    }
    steps.forEach(
        step -> sink.add(step.ticket(), recording.event("step", step.at(), step.parts())));
    sink.add(lastTicket(recording), recording.end("end"));
  }
}
