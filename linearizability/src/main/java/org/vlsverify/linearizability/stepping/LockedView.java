package org.vlsverify.linearizability.stepping;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.vlsverify.linearizability.stepping.StepState.Builder;
import org.vlsverify.sessions.SharedSessions;

/**
 * What the objects of a {@code LockedSharedSessions}, or of a mutant of it, say, in the words of
 * {@code SharedDataLocking}. Read by reflection, while no thread of it moves.
 *
 * <p>Where both say the same with other data: an index whose number nobody can tell any more, since
 * all are free, counts as renamed; and a copy whose worker is not among the subscribers of its
 * element was left.
 */
final class LockedView {
  private static final ClassValue<Map<String, Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Map<String, Field> computeValue(Class<?> type) {
          Map<String, Field> fields = new HashMap<>();
          for (Field field : type.getDeclaredFields()) {
            field.setAccessible(true);
            fields.put(field.getName(), field);
          }
          return fields;
        }
      };

  /** The object that has the lock, and whether it is locked for writing. */
  private record Known(Object owner, boolean toWrite) {}

  private final Object lifeCycle;
  private final Object pool;
  private final AtomicReferenceArray<?> workers;
  private final Object[] elements;
  private final Map<Lock, Known> known = new IdentityHashMap<>();

  /** By index of the code, from 0, its number in the specification. */
  private final int[] number;

  LockedView(SharedSessions sessions) {
    lifeCycle = get(sessions, "lifeCycle");
    pool = get(sessions, "pool");
    workers = (AtomicReferenceArray<?>) get(lifeCycle, "workers");
    elements = (Object[]) get(pool, "elements");
    number = new int[elements.length];
    for (int index = 0; index < number.length; index++) {
      number[index] = index + 1;
    }
  }

  private static Object get(Object object, String field) {
    try {
      return FIELDS.get(object.getClass()).get(field).get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int number(Object object, String field) {
    return (int) get(object, field);
  }

  private static boolean is(Object object, String field) {
    return (boolean) get(object, field);
  }

  /** The whole state, and which of the threads holds what. */
  StepState state(Iterable<SteppedThread> threads) {
    Builder state = new Builder();
    state.freeIndices(freeIndices());
    Map<String, Integer> notices = new HashMap<>();
    for (int index = 0; index < elements.length; index++) {
      if (elements[index] != null) {
        element(state, index);
      }
    }
    for (int worker = 0; worker < workers.length(); worker++) {
      worker(state, worker);
    }
    for (SteppedThread thread : threads) {
      for (Lock lock : thread.held()) {
        state.holds(thread.name(), name(lock), known(lock) == null || known(lock).toWrite);
      }
    }
    return state.build();
  }

  private void element(Builder state, int index) {
    Object element = elements[index];
    List<Integer> subscribers = new ArrayList<>();
    int[] all = (int[]) get(element, "subscribers");
    for (int i = 0; i < number(element, "subscriberCount"); i++) {
      subscribers.add(all[i]);
    }
    List<Integer> listeners = new ArrayList<>();
    boolean[] listens = (boolean[]) get(element, "listeners");
    for (int worker = 0; worker < listens.length; worker++) {
      if (listens[worker]) {
        listeners.add(worker);
      }
    }
    int session = number(element, "session");
    int owner = number(element, "owner");
    state.element(number[index], session, owner, subscribers, listeners);
    state.notices(owner, session, number(element, "notices"));
  }

  private void worker(Builder state, int index) {
    Object worker = workers.get(index);
    if (worker == null) {
      state.life(index, "unborn");
      return;
    }
    String life = get(worker, "life").toString().toLowerCase(Locale.ROOT);
    state.life(index, life);
    Object parent = get(worker, "parent");
    state.parent(index, parent == null ? -1 : number(parent, "index"));
    Object[] copies = (Object[]) get(worker, "pool");
    for (int slot = 0; slot < copies.length; slot++) {
      if (copies[slot] != null) {
        copy(state, index, slot + 1, copies[slot], life.equals("forking"));
      }
    }
  }

  private void copy(Builder state, int worker, int slot, Object copy, boolean isForked) {
    int session = number(copy, "id");
    boolean listens = is(copy, "listens");
    int index = number(copy, "sharedIndex");
    if (index < 0) {
      state.copy(worker, slot, session, 0, listens ? "listen" : "none", is(copy, "waits"));
      return;
    }
    Object element = elements[index];
    boolean subscribed =
        element != null && number(element, "session") == session && isSubscribed(element, worker);
    if (!subscribed && !isForked) {
      state.copy(worker, slot, session, -1, "closed", false);
      return;
    }
    boolean attached = element != null && ((boolean[]) get(element, "attached"))[worker];
    boolean waits = element != null && ((boolean[]) get(element, "listeners"))[worker];
    String listening = !listens ? "none" : attached ? "listen" : "passive";
    state.copy(worker, slot, session, number[index], listening, waits);
  }

  private static boolean isSubscribed(Object element, int worker) {
    int[] all = (int[]) get(element, "subscribers");
    for (int i = 0; i < number(element, "subscriberCount"); i++) {
      if (all[i] == worker) {
        return true;
      }
    }
    return false;
  }

  private List<Integer> freeIndices() {
    int count = number(pool, "freeCount");
    int[] free = (int[]) get(pool, "freeIndices");
    List<Integer> indices = new ArrayList<>();
    for (int i = count - 1; i >= 0; i--) {
      if (count == elements.length) {
        number[free[i]] = indices.size() + 1;
      }
      indices.add(number[free[i]]);
    }
    return indices;
  }

  /** A lock by what it guards. */
  String name(Lock lock) {
    Known owner = known(lock);
    if (owner == null) {
      return "a lock that guards nothing";
    }
    return switch (owner.owner.getClass().getSimpleName()) {
      case "LifeCycle" -> LockWords.LIFE;
      case "SharedDataPool" -> LockWords.POOL;
      case "Worker" -> LockWords.table(number(owner.owner, "index"));
      case "Session" -> sessionName(owner.owner);
      default -> elementName(owner.owner);
    };
  }

  private String sessionName(Object session) {
    for (int index = 0; index < workers.length(); index++) {
      Object worker = workers.get(index);
      int slot = number(session, "slot");
      if (worker != null && ((Object[]) get(worker, "pool"))[slot] == session) {
        return LockWords.session(index, slot + 1);
      }
    }
    return "the lock of a session that is in no table";
  }

  private String elementName(Object element) {
    for (int index = 0; index < elements.length; index++) {
      if (elements[index] == element) {
        return LockWords.element(number[index]);
      }
    }
    return "the lock of an element that was freed";
  }

  private Known known(Lock lock) {
    if (!known.containsKey(lock)) {
      known.put((Lock) get(lifeCycle, "lock"), new Known(lifeCycle, true));
      knowBoth((ReadWriteLock) get(pool, "lock"), pool);
      for (Object element : elements) {
        know(element);
      }
      for (int index = 0; index < workers.length(); index++) {
        Object worker = workers.get(index);
        if (worker != null) {
          knowBoth((ReadWriteLock) get(worker, "tableLock"), worker);
          for (Object session : (Object[]) get(worker, "pool")) {
            know(session);
          }
        }
      }
    }
    return known.get(lock);
  }

  private void know(Object owner) {
    if (owner != null) {
      known.put((Lock) get(owner, "lock"), new Known(owner, true));
    }
  }

  private void knowBoth(ReadWriteLock lock, Object owner) {
    known.put(lock.readLock(), new Known(owner, false));
    known.put(lock.writeLock(), new Known(owner, true));
  }

  /** Whether it is one of the two locks of the pool. */
  boolean isOfPool(Lock lock) {
    Known owner = known(lock);
    return owner != null && owner.owner == pool;
  }
}
