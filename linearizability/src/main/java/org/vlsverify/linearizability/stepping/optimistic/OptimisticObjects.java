package org.vlsverify.linearizability.stepping.optimistic;

import static org.vlsverify.linearizability.stepping.ObjectFields.get;
import static org.vlsverify.linearizability.stepping.ObjectFields.number;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;
import org.vlsverify.linearizability.stepping.StepState;
import org.vlsverify.linearizability.stepping.SteppedThread;

/**
 * The objects of one {@code OptimisticSharedSessions}, or of a mutant of it, read by reflection
 * while nobody moves. Words have the layout that {@code Copy} and {@code FreeIndices} document.
 */
public final class OptimisticObjects {
  /** The kinds of words of a copy, in its lowest bits. */
  private static final int KIND_BITS = 2;

  private static final long BUSY = 0;
  private static final long PRIVATE = 1;
  private static final long SHARED = 2;
  private static final long LISTENS = 1L << KIND_BITS;
  private static final long WAITS = LISTENS << 1;

  /** A handle is an index and a generation. */
  private static final int INDEX_BITS = 30;

  /** The word of the free indices: top, how many are about to be freed, whether that is stopped. */
  private static final int TOP_BITS = 20;

  private static final int RELEASING_BITS = 11;

  private static final int LISTENING = 1;
  private static final int ATTACHED = 2;
  private static final int WAITING = 3;

  private final Map<Lock, Object> tables = new HashMap<>();
  private final Map<Lock, Object> lives = new HashMap<>();
  private AtomicReferenceArray<?> workers;
  private Object[] elements;
  private Object free;

  /**
   * A worker's copy of a session, as its word says.
   *
   * @param worker index
   * @param slot from 1
   * @param session identity
   * @param isBusy whether only one thread knows what it is
   * @param isGone whether the worker has left the session
   * @param element from 1; 0 if it is private
   * @param listens of a private one
   * @param waits of a private one
   */
  public record CopyWord(
      int worker,
      int slot,
      int session,
      boolean isBusy,
      boolean isGone,
      int element,
      boolean listens,
      boolean waits) {}

  /**
   * An element, as it is while it is locked.
   *
   * @param index from 1
   * @param isUsed the rest counts only then
   */
  public record ElementData(
      int index,
      boolean isUsed,
      int session,
      int owner,
      List<Integer> subscribers,
      Set<Integer> attached,
      Set<Integer> waiting,
      boolean isNoticed) {}

  /**
   * A worker's life.
   *
   * @param parent negative for none
   */
  public record WorkerLife(int worker, String life, int parent) {}

  /** Gets to know an object of the design when it is made. */
  public void made(Object object) {
    switch (object.getClass().getSimpleName()) {
      case "LifeCycle" -> workers = (AtomicReferenceArray<?>) get(object, "workers");
      case "SharedElements" -> {
        elements = (Object[]) get(object, "elements");
        free = get(object, "free");
      }
      case "Worker" -> {
        tables.put((Lock) get(object, "tableLock"), object);
        lives.put((Lock) get(object, "lifeLock"), object);
      }
      default -> {
        // Is found in one of these.
      }
    }
  }

  /** The whole state, and which of the threads holds what. */
  StepState state(Iterable<SteppedThread> threads) {
    OptimisticWords words = new OptimisticWords();
    for (int index = 0; index < workers.length(); index++) {
      Object worker = workers.get(index);
      words.lives(index, life(worker), parent(worker));
      for (Object copy : worker == null ? List.of() : copies(worker)) {
        copy(words, index, copy);
      }
    }
    for (int index = 0; index < elements.length; index++) {
      if (elements[index] != null && get(elements[index], "owner") != null) {
        element(words, index + 1, elements[index]);
      }
    }
    stack(words);
    for (SteppedThread thread : threads) {
      thread.held().forEach(lock -> words.holds(thread.name(), name(lock)));
      thread.stamped().forEach(lock -> words.holds(thread.name(), name(lock)));
    }
    return words.build();
  }

  private static String life(Object worker) {
    return worker == null ? "unborn" : get(worker, "life").toString().toLowerCase(Locale.ROOT);
  }

  /** The nearest one that is not gone: the code shortens the way to it now and then. */
  private static int parent(Object worker) {
    Object parent = worker == null ? null : get(worker, "parent");
    while (parent != null && life(parent).equals("unborn")) {
      parent = get(parent, "parent");
    }
    return parent == null ? -1 : number(parent, "index");
  }

  private static List<Object> copies(Object worker) {
    List<Object> copies = new ArrayList<>();
    for (Object copy : (Object[]) get(get(worker, "slots"), "copies")) {
      if (copy != null) {
        copies.add(copy);
      }
    }
    return copies;
  }

  /** A copy of the design as its word says. */
  public CopyWord copyWord(Object copy) {
    long word = word(copy);
    long kind = word & (1L << KIND_BITS) - 1;
    Object worker = get(copy, "worker");
    return new CopyWord(
        worker == null ? -1 : number(worker, "index"),
        number(copy, "slot") + 1,
        number(copy, "session"),
        word == BUSY,
        word != BUSY && kind != PRIVATE && kind != SHARED,
        kind == SHARED ? index(word >>> KIND_BITS) + 1 : 0,
        (word & LISTENS) != 0,
        (word & WAITS) != 0);
  }

  /** The element with this lock, if there is one. */
  public Optional<ElementData> elementOf(StampedLock lock) {
    for (int index = 0; index < elements.length; index++) {
      Object element = elements[index];
      if (element != null && get(element, "lock") == lock) {
        return Optional.of(
            new ElementData(
                index + 1,
                get(element, "owner") != null,
                number(element, "session"),
                number(element, "ownerIndex"),
                subscribers(get(element, "subscribers")),
                flags(element, ATTACHED),
                flags(element, WAITING),
                (boolean) get(element, "noticed")));
      }
    }
    return Optional.empty();
  }

  /** The life of a worker of the design. */
  public static WorkerLife lifeOf(Object worker) {
    String life = life(worker);
    return new WorkerLife(
        number(worker, "index"), life, life.equals("unborn") ? -1 : parent(worker));
  }

  /** The one that has this index, if there is one. */
  public Optional<WorkerLife> lifeOf(int index) {
    return Optional.ofNullable(workers.get(index)).map(OptimisticObjects::lifeOf);
  }

  /** How many indices of workers there are. */
  public int workerCount() {
    return workers.length();
  }

  /** The free indices from 1, the one on top first. */
  public List<Integer> freeIndices() {
    AtomicIntegerArray below = (AtomicIntegerArray) get(free, "below");
    List<Integer> indices = new ArrayList<>();
    for (int index = (int) (stackWord() & (1L << TOP_BITS) - 1);
        index != 0 && indices.size() <= below.length();
        index = below.get(index - 1)) {
      indices.add(index);
    }
    return indices;
  }

  /** The word of the stack of free indices, with its version. */
  public long stackWord() {
    AtomicLongArray padded = (AtomicLongArray) get(free, "words");
    return padded.get(padded.length() / 2);
  }

  private static int index(long handle) {
    return (int) (handle & (1L << INDEX_BITS) - 1);
  }

  private static long word(Object copy) {
    return (long) get(copy, "word");
  }

  private void copy(OptimisticWords words, int worker, Object copy) {
    int slot = number(copy, "slot") + 1;
    int session = number(copy, "session");
    long word = word(copy);
    long kind = word & (1L << KIND_BITS) - 1;
    if (word == BUSY) {
      words.busy(worker, slot, session);
    } else if (kind == PRIVATE) {
      words.privateCopy(worker, slot, session, (word & LISTENS) != 0, (word & WAITS) != 0);
    } else if (kind == SHARED) {
      long handle = word >>> KIND_BITS;
      int generation = (int) (handle >>> INDEX_BITS);
      boolean current = number(elements[index(handle)], "generation") == generation;
      words.sharedCopy(worker, slot, session, index(handle) + 1, current);
    }
  }

  private static void element(OptimisticWords words, int index, Object element) {
    boolean noticed = (boolean) get(element, "noticed");
    boolean losable = (boolean) get(element, "losable");
    words.element(
        index,
        number(element, "session"),
        number(element, "ownerIndex"),
        subscribers(get(element, "subscribers")),
        flags(element, LISTENING),
        flags(element, ATTACHED),
        flags(element, WAITING),
        !noticed ? "none" : losable ? "to the living" : "to the dead");
  }

  private static List<Integer> subscribers(Object subscribers) {
    Object[] all = (Object[]) get(subscribers, "workers");
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < number(subscribers, "count"); i++) {
      indices.add(number(all[i], "index"));
    }
    return indices;
  }

  /** Of models with at most 64 workers. */
  private static Set<Integer> flags(Object element, int kind) {
    long word = ((long[]) get(get(element, "flags"), "words"))[kind];
    Set<Integer> up = new HashSet<>();
    for (int worker = 0; worker < Long.SIZE; worker++) {
      if ((word & 1L << worker) != 0) {
        up.add(worker);
      }
    }
    return up;
  }

  private void stack(OptimisticWords words) {
    long word = stackWord();
    int releasing = (int) (word >>> TOP_BITS & (1L << RELEASING_BITS) - 1);
    words.stack(freeIndices(), releasing, (word >>> TOP_BITS + RELEASING_BITS & 1) != 0);
  }

  /** A lock by what it guards. */
  String name(Lock lock) {
    if (tables.containsKey(lock)) {
      return OptimisticWords.table(number(tables.get(lock), "index"));
    }
    return lives.containsKey(lock)
        ? OptimisticWords.life(number(lives.get(lock), "index"))
        : "a lock that guards nothing";
  }

  private String name(StampedLock lock) {
    for (int index = 0; index < elements.length; index++) {
      if (elements[index] != null && get(elements[index], "lock") == lock) {
        return OptimisticWords.element(index + 1);
      }
    }
    return "a lock that guards nothing";
  }

  /**
   * Whether nobody else can see what becomes of a worker's copy of a session: it is busy, or its
   * element is locked.
   */
  boolean isExclusive(int worker, int session) {
    for (Object copy : copies(workers.get(worker))) {
      if (number(copy, "session") == session) {
        long word = word(copy);
        boolean isShared = (word & (1L << KIND_BITS) - 1) == SHARED;
        return word == BUSY
            || isShared
                && ((StampedLock) get(elements[index(word >>> KIND_BITS)], "lock")).isWriteLocked();
      }
    }
    return false;
  }
}
