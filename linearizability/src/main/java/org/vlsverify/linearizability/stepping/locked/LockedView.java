package org.vlsverify.linearizability.stepping.locked;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.vlsverify.linearizability.stepping.LockWords;
import org.vlsverify.linearizability.stepping.StepState;
import org.vlsverify.linearizability.stepping.StepState.Builder;
import org.vlsverify.linearizability.stepping.SteppedThread;
import org.vlsverify.linearizability.stepping.locked.LockedObjects.Copy;
import org.vlsverify.linearizability.stepping.locked.LockedObjects.Element;
import org.vlsverify.linearizability.stepping.locked.LockedObjects.Guarded;
import org.vlsverify.linearizability.stepping.locked.LockedObjects.Owned;

/**
 * What {@link LockedObjects} say, in the words of {@code SharedDataLocking}, while nobody moves. A
 * copy whose worker is not among the subscribers of its element was left.
 */
final class LockedView {
  private final LockedObjects objects;

  LockedView(LockedObjects objects) {
    this.objects = objects;
  }

  /** The whole state, and which of the threads holds what. */
  StepState state(Iterable<SteppedThread> threads) {
    Builder state = new Builder();
    state.freeIndices(objects.freeNumbers());
    Map<Integer, Element> elements = new HashMap<>();
    for (int number = 1; number <= objects.capacity(); number++) {
      Optional<Element> element = objects.element(number);
      if (element.isPresent()) {
        Element e = element.get();
        elements.put(number, e);
        state.element(number, e.session(), e.owner(), e.subscribers(), e.listeners());
        state.notices(e.owner(), e.session(), e.notices());
      }
    }
    for (int worker = 0; worker < objects.workers(); worker++) {
      String life = objects.life(worker);
      state.life(worker, life);
      state.parent(worker, objects.parent(worker));
      for (int slot = 1; slot <= objects.slots(worker); slot++) {
        Optional<Copy> copy = objects.copy(worker, slot);
        if (copy.isPresent()) {
          copy(state, copy.get(), elements.get(copy.get().element()), life.equals("forking"));
        }
      }
    }
    for (SteppedThread thread : threads) {
      for (Lock lock : thread.held()) {
        Owned owned = objects.owned(lock);
        state.holds(thread.name(), name(lock), owned == null || owned.toWrite());
      }
    }
    return state.build();
  }

  /**
   * @param element the one that it refers to, or null
   */
  private static void copy(Builder state, Copy copy, Element element, boolean isForked) {
    int worker = copy.worker();
    int session = copy.session();
    if (copy.element() == 0) {
      String listening = copy.listens() ? "listen" : "none";
      state.copy(worker, copy.slot(), session, 0, listening, copy.waits());
      return;
    }
    boolean subscribed =
        element != null && element.session() == session && has(element.subscribers(), worker);
    if (!subscribed && !isForked) {
      state.copy(worker, copy.slot(), session, -1, "closed", false);
      return;
    }
    boolean attached = element != null && has(element.attached(), worker);
    String listening = !copy.listens() ? "none" : attached ? "listen" : "passive";
    boolean waits = element != null && has(element.listeners(), worker);
    state.copy(worker, copy.slot(), session, copy.element(), listening, waits);
  }

  private static boolean has(List<Integer> workers, int worker) {
    return workers.contains(worker);
  }

  /** A lock by what it guards. */
  String name(Lock lock) {
    Owned owned = objects.owned(lock);
    if (owned == null) {
      return LockWords.NONE;
    }
    return switch (owned.guards()) {
      case LIFE -> LockWords.LIFE;
      case POOL -> LockWords.POOL;
      case TABLE -> LockWords.table(objects.indexOf(owned.owner()));
      case SESSION -> session(owned.owner());
      case ELEMENT -> {
        int number = objects.numberOf(owned.owner());
        yield number == 0 ? "the lock of an element that was freed" : LockWords.element(number);
      }
    };
  }

  /** The same, and whether it is locked for reading or for writing. */
  String nameWithMode(Lock lock) {
    Owned owned = objects.owned(lock);
    boolean toWrite = owned == null || owned.toWrite();
    return toWrite ? LockWords.toWrite(name(lock)) : LockWords.toRead(name(lock));
  }

  private String session(Object session) {
    for (int worker = 0; worker < objects.workers(); worker++) {
      if (objects.holds(worker, session)) {
        return LockWords.session(worker, objects.slotOf(session));
      }
    }
    return "the lock of a session that is in no table";
  }

  /**
   * The lock that is missing while a thread tells VPP of a worker's session, if one is: that of the
   * element, or the pool for writing; for a private session its own lock, or what guards the table.
   */
  Optional<String> missingToTell(SteppedThread caller, int worker, int session) {
    Optional<Copy> copy = objects.copyOf(worker, session);
    if (copy.isEmpty()) {
      return missingToOpen(caller, worker);
    }
    int element = copy.get().element();
    return element > 0
        ? missing(caller, LockWords.element(element), LockWords.POOL)
        : missing(caller, LockWords.session(worker, copy.get().slot()), guardOfTable(worker));
  }

  /** The lock that is missing while a thread opens a session for a worker, if one is. */
  Optional<String> missingToOpen(SteppedThread caller, int worker) {
    return missing(caller, guardOfTable(worker), guardOfTable(worker));
  }

  private String guardOfTable(int worker) {
    return objects.life(worker).equals("dead") ? LockWords.LIFE : LockWords.table(worker);
  }

  private Optional<String> missing(SteppedThread caller, String own, String all) {
    List<String> enough = List.of(LockWords.toWrite(own), LockWords.toWrite(all));
    boolean isHeld = caller.held().stream().map(this::nameWithMode).anyMatch(enough::contains);
    return isHeld ? Optional.empty() : Optional.of(own);
  }

  /** Whether it is one of the two locks of the pool. */
  boolean isOfPool(Lock lock) {
    Owned owned = objects.owned(lock);
    return owned != null && owned.guards() == Guarded.POOL;
  }
}
