package org.vlsverify.linearizability.tracevalidation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.IntPredicate;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.stepping.locked.LockedObjects;
import org.vlsverify.linearizability.stepping.locked.LockedObjects.Guarded;
import org.vlsverify.linearizability.tracevalidation.Recording.HeldLock;
import org.vlsverify.linearizability.tracevalidation.Recording.Kind;
import org.vlsverify.linearizability.tracevalidation.Recording.Tick;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;

/**
 * Records what the threads of one implementation do, without getting in their way more than by one
 * counter. The ticket of a lock is drawn while the lock is held, that of a volatile read after it,
 * that of a volatile write before it, and that of a call of the transport inside it. When a lock is
 * released, what it guards is noted. Safe for use by several threads.
 */
final class Recorder implements RunRecorder {
  private static final String UNKNOWN = "unknown";
  private static final int ONE_REFUSAL_IN = 8;

  private final LockedObjects objects = new LockedObjects();
  private final AtomicLong tickets = new AtomicLong();
  private final ThreadLocal<Recording> current = new ThreadLocal<>();
  private final Queue<Recording> recordings = new ConcurrentLinkedQueue<>();
  private final IntPredicate listenable;
  private final Runnable noise;
  private final Set<Integer> open = new HashSet<>();
  private final AtomicLong asked = new AtomicLong();

  /** By child, the name of the thread that forks it; guarded by the lock of the life cycle. */
  private final String[] forkedBy;

  /**
   * @param listenable on which sessions VPP may let workers listen
   * @param noise is run before and after each lock
   */
  Recorder(int workers, IntPredicate listenable, Runnable noise) {
    this.forkedBy = new String[workers];
    this.listenable = listenable;
    this.noise = noise;
  }

  @Override
  public List<RunEvent> events() {
    return OperationSteps.events(new ArrayList<>(recordings), listenable);
  }

  /** The worker of an event is that of its call. */
  @Override
  public Outcome perform(SharedSessions sessions, Call call, String thread) {
    Recording recording = new Recording(call, thread.substring(thread.indexOf('.') + 1));
    current.set(recording);
    recordings.add(recording);
    recording.began = tickets.incrementAndGet();
    try {
      recording.outcome = call.apply(sessions);
      return recording.outcome;
    } catch (RuntimeException | Error e) {
      recording.thrown = e;
      throw e;
    } finally {
      recording.ended = tickets.incrementAndGet();
      current.remove();
    }
  }

  private void tick(Recording recording, Kind kind, HeldLock lock, Parts parts) {
    recording.ticks.add(new Tick(tickets.incrementAndGet(), kind, lock, parts));
  }

  @Override
  public void made(Object object) {
    objects.made(object);
  }

  @Override
  public void lock(Lock lock) {
    noise.run();
    lock.lock();
    Recording recording = current.get();
    if (recording != null) {
      long ticket = tickets.incrementAndGet();
      HeldLock name = name(lock, recording);
      recording.held.put(lock, name);
      recording.ticks.add(new Tick(ticket, Kind.TAKE, name, null));
    }
    noise.run();
  }

  @Override
  public void unlock(Lock lock) {
    Recording recording = current.get();
    if (recording != null) {
      HeldLock name = recording.held.remove(lock);
      if (name == null) {
        name = name(lock, recording);
      }
      tick(recording, Kind.RELEASE, name, guarded(lock, name, recording));
    }
    lock.unlock();
    noise.run();
  }

  @Override
  public void read() {
    Recording recording = current.get();
    if (recording != null) {
      tick(recording, Kind.READ, null, null);
    }
  }

  @Override
  public void write() {
    Recording recording = current.get();
    if (recording != null) {
      tick(recording, Kind.WRITE, null, null);
    }
  }

  private HeldLock name(Lock lock, Recording recording) {
    return new HeldLock(
        objects.kind(lock).map(kind -> name(lock, kind, recording)).orElse(UNKNOWN),
        objects.isToWrite(lock) ? "write" : "read");
  }

  private String name(Lock lock, Guarded kind, Recording recording) {
    return switch (kind) {
      case LIFE -> "life";
      case POOL -> "pool";
      case TABLE -> "table " + Parts.worker(objects.number(lock));
      case SESSION ->
          "session " + Parts.worker(recording.call.first()) + " " + objects.number(lock);
      case ELEMENT -> objects.number(lock) == 0 ? UNKNOWN : "element " + objects.number(lock);
    };
  }

  private Parts guarded(Lock lock, HeldLock name, Recording recording) {
    Parts parts = new Parts();
    if (name.name().equals(UNKNOWN)) {
      return parts;
    }
    switch (objects.kind(lock).orElseThrow()) {
      case ELEMENT -> {
        if (objects.number(lock) > 0) {
          parts.element(objects, objects.number(lock));
        }
      }
      case POOL -> {
        if (objects.isToWrite(lock)) {
          parts.pool(objects);
        }
      }
      case TABLE -> {
        if (objects.isToWrite(lock)) {
          parts.copies(objects, objects.number(lock));
        }
      }
      case SESSION -> parts.copy(objects, recording.call.first(), objects.number(lock));
      case LIFE -> {
        parts.lives(objects);
        noteWhoForks(recording);
      }
    }
    return parts;
  }

  /** A fork that was refused has the lock of the life cycle, too, but writes no life. */
  private void noteWhoForks(Recording recording) {
    switch (recording.call.action()) {
      case FORK_BEGIN -> {
        if (recording.ticks.stream().anyMatch(tick -> tick.kind() == Kind.WRITE)) {
          forkedBy[recording.call.second()] = recording.thread;
        }
      }
      case FORK_SHARE_NEXT, FORK_COMPLETE -> {
        if (forkedBy[recording.call.first()] != null) {
          recording.thread = forkedBy[recording.call.first()];
        }
      }
      default -> {
        // Forks nobody.
      }
    }
  }

  // ------------------------------------------------------------------ VPP

  private void tell(Parts told) {
    Recording recording = current.get();
    if (recording != null) {
      tick(recording, Kind.TELL, null, told);
    }
  }

  @Override
  public synchronized boolean open(int worker, int session) {
    boolean granted = open.add(session);
    if (granted) {
      tell(new Parts());
    }
    return granted;
  }

  @Override
  public synchronized boolean attach(int worker, int session) {
    boolean granted = listenable.test(session) && asked.incrementAndGet() % ONE_REFUSAL_IN != 0;
    if (granted) {
      Parts told = new Parts();
      told.attach.add(Parts.worker(worker) + " " + Parts.session(session));
      tell(told);
    }
    return granted;
  }

  @Override
  public synchronized void detach(int worker, int session) {
    Parts told = new Parts();
    told.detach.add(Parts.worker(worker) + " " + Parts.session(session));
    tell(told);
  }

  @Override
  public synchronized void disconnect(int worker, int session) {
    open.remove(session);
    Parts told = new Parts();
    told.disconnect.add(Parts.session(session));
    tell(told);
  }

  @Override
  public synchronized void ownerChanged(int session, int oldOwner, int newOwner) {
    Parts told = new Parts();
    told.owner.add(Parts.session(session) + " " + Parts.worker(newOwner));
    tell(told);
  }
}
