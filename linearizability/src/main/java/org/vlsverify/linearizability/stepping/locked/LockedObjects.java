package org.vlsverify.linearizability.stepping.locked;

import static org.vlsverify.linearizability.stepping.ObjectFields.get;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.stepping.ObjectFields;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.locks.ConditionalLocks;

/**
 * The objects of one {@code LockedSharedSessions}, or of a mutant of it, read by reflection.
 * Indices of shared data have the numbers of {@code SharedDataLocking}: from 1, and numbered anew
 * whenever all are free, since nobody can tell them apart then.
 *
 * <p>Who reads something holds the lock that guards it, or nobody moves.
 */
public final class LockedObjects {
  private static final Lock NO_LOCK = ConditionalLocks.newLock(ThreadModel.SINGLE_THREADED);

  /** What a lock guards. */
  public enum Guarded {
    LIFE,
    POOL,
    TABLE,
    SESSION,
    ELEMENT
  }

  /**
   * A lock.
   *
   * @param guards what it guards
   * @param owner the object that has it
   * @param toWrite false for the read lock of a pair
   */
  record Owned(Guarded guards, Object owner, boolean toWrite) {}

  /**
   * A session's shared data.
   *
   * @param number of its index, from 1; 0 if it is not in the pool
   * @param subscribers in their order
   */
  public record Element(
      int number,
      int session,
      int owner,
      List<Integer> subscribers,
      List<Integer> listeners,
      List<Integer> attached,
      int notices) {}

  /**
   * A worker's copy of a session.
   *
   * @param slot from 1
   * @param element the number of its shared data, 0 if it is private
   * @param waits says something of a private one only
   */
  public record Copy(
      int worker, int slot, int session, int element, boolean listens, boolean waits) {}

  private final Map<Lock, Owned> locks = new ConcurrentHashMap<>();
  private Object pool;
  private AtomicReferenceArray<?> workers;
  private Object[] elements;

  /** By index of the code, from 0. */
  private int[] numbers;

  /**
   * Gets to know an object of the design when it is made.
   *
   * @param object not null
   */
  public void made(Object object) {
    switch (object.getClass().getSimpleName()) {
      case "LifeCycle" -> {
        workers = (AtomicReferenceArray<?>) get(object, "workers");
        one(object, Guarded.LIFE);
      }
      case "SharedDataPool" -> {
        pool = object;
        elements = (Object[]) get(object, "elements");
        numbers = new int[elements.length];
        for (int index = 0; index < numbers.length; index++) {
          numbers[index] = index + 1;
        }
        both(object, "lock", Guarded.POOL);
      }
      case "Worker" -> both(object, "tableLock", Guarded.TABLE);
      case "Session" -> one(object, Guarded.SESSION);
      case "SharedData" -> one(object, Guarded.ELEMENT);
      default -> {
        // Has no lock.
      }
    }
  }

  /** A mutant may have a lock that excludes nobody, which guards nothing. */
  private void one(Object owner, Guarded guards) {
    Lock lock = (Lock) get(owner, "lock");
    if (lock != NO_LOCK) {
      locks.put(lock, new Owned(guards, owner, true));
    }
  }

  private void both(Object owner, String field, Guarded guards) {
    ReadWriteLock lock = (ReadWriteLock) get(owner, field);
    locks.put(lock.readLock(), new Owned(guards, owner, false));
    locks.put(lock.writeLock(), new Owned(guards, owner, true));
  }

  private static List<Integer> set(Object object, String field) {
    boolean[] bits = (boolean[]) get(object, field);
    List<Integer> set = new ArrayList<>();
    for (int worker = 0; worker < bits.length; worker++) {
      if (bits[worker]) {
        set.add(worker);
      }
    }
    return set;
  }

  /** What a lock guards, or null for a lock that guards nothing. */
  Owned owned(Lock lock) {
    return locks.get(lock);
  }

  /**
   * @param lock not null
   * @return what it guards; empty for a lock that guards nothing
   */
  public Optional<Guarded> kind(Lock lock) {
    return Optional.ofNullable(locks.get(lock)).map(Owned::guards);
  }

  /**
   * @param lock not null
   * @return false for the read lock of a pair
   */
  public boolean isToWrite(Lock lock) {
    Owned owned = locks.get(lock);
    return owned == null || owned.toWrite;
  }

  /**
   * @param lock of a table, a session, or an element
   * @return the worker's index, the session's slot, or the element's number, which is 0 if it is
   *     not in the pool
   */
  public int number(Lock lock) {
    Owned owned = locks.get(lock);
    return switch (owned.guards) {
      case TABLE -> indexOf(owned.owner);
      case SESSION -> slotOf(owned.owner);
      case ELEMENT -> numberOf(owned.owner);
      case LIFE, POOL -> throw new IllegalArgumentException("there is one " + owned.guards);
    };
  }

  /**
   * @return how many indices of workers there are
   */
  public int workers() {
    return workers.length();
  }

  /**
   * @return how many elements of shared data there is room for
   */
  public int capacity() {
    return elements.length;
  }

  /**
   * @param worker an index
   * @return its life, in the words of the specification
   */
  public String life(int worker) {
    Object object = workers.get(worker);
    return object == null ? "unborn" : get(object, "life").toString().toLowerCase(Locale.ROOT);
  }

  /**
   * @param worker an index
   * @return its parent's, or -1
   */
  public int parent(int worker) {
    Object object = workers.get(worker);
    Object parent = object == null ? null : get(object, "parent");
    return parent == null ? -1 : ObjectFields.number(parent, "index");
  }

  /**
   * @param worker an index
   * @return how many slots it has, 0 if it is unborn
   */
  public int slots(int worker) {
    Object object = workers.get(worker);
    return object == null ? 0 : ((Object[]) get(object, "pool")).length;
  }

  /**
   * @param worker an index
   * @param slot from 1
   * @return its copy there, if there is one
   */
  public Optional<Copy> copy(int worker, int slot) {
    Object object = workers.get(worker);
    Object copy = object == null ? null : ((Object[]) get(object, "pool"))[slot - 1];
    if (copy == null) {
      return Optional.empty();
    }
    int index = ObjectFields.number(copy, "sharedIndex");
    return Optional.of(
        new Copy(
            worker,
            slot,
            ObjectFields.number(copy, "id"),
            index < 0 ? 0 : numbers[index],
            (boolean) get(copy, "listens"),
            (boolean) get(copy, "waits")));
  }

  /** A worker's copy of a session, if it has one. */
  Optional<Copy> copyOf(int worker, int session) {
    return IntStream.rangeClosed(1, slots(worker))
        .mapToObj(slot -> copy(worker, slot))
        .flatMap(Optional::stream)
        .filter(copy -> copy.session() == session)
        .findFirst();
  }

  /**
   * @return the numbers of the free indices; the one that was freed last comes first
   */
  public List<Integer> freeNumbers() {
    int count = ObjectFields.number(pool, "freeCount");
    int[] free = (int[]) get(pool, "freeIndices");
    List<Integer> result = new ArrayList<>();
    for (int i = count - 1; i >= 0; i--) {
      if (count == elements.length) {
        numbers[free[i]] = result.size() + 1;
      }
      result.add(numbers[free[i]]);
    }
    return result;
  }

  /**
   * @param number of an index, from 1
   * @return the element there, if there is one
   */
  public Optional<Element> element(int number) {
    for (int index = 0; index < elements.length; index++) {
      if (numbers[index] == number && elements[index] != null) {
        return Optional.of(element(elements[index], number));
      }
    }
    return Optional.empty();
  }

  private static Element element(Object object, int number) {
    int[] all = (int[]) get(object, "subscribers");
    List<Integer> subscribers = new ArrayList<>();
    for (int i = 0; i < ObjectFields.number(object, "subscriberCount"); i++) {
      subscribers.add(all[i]);
    }
    return new Element(
        number,
        ObjectFields.number(object, "session"),
        ObjectFields.number(object, "owner"),
        subscribers,
        set(object, "listeners"),
        set(object, "attached"),
        ObjectFields.number(object, "notices"));
  }

  /** The number of an element's index, 0 if it is not in the pool. */
  int numberOf(Object element) {
    for (int index = 0; index < elements.length; index++) {
      if (elements[index] == element) {
        return numbers[index];
      }
    }
    return 0;
  }

  /** The index of a worker. */
  int indexOf(Object worker) {
    return ObjectFields.number(worker, "index");
  }

  /** The slot of a session, from 1. */
  int slotOf(Object session) {
    return ObjectFields.number(session, "slot") + 1;
  }

  /** Whether the worker holds this session. */
  boolean holds(int worker, Object session) {
    Object object = workers.get(worker);
    return object != null && ((Object[]) get(object, "pool"))[slotOf(session) - 1] == session;
  }
}
