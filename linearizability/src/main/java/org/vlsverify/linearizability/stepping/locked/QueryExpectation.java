package org.vlsverify.linearizability.stepping.locked;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.stepping.LockWords;
import org.vlsverify.linearizability.stepping.locked.LockingView.Copy;
import org.vlsverify.linearizability.stepping.locked.LockingView.Element;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.SharedSessions;

/**
 * Which locks a query takes in a state, and what it answers. Queries are no steps of {@code
 * SharedDataLocking}, but they take its locks: the table to read, then of a shared session the pool
 * to read and the element; for the listen state the lock of the session before these.
 *
 * @param locks in their order, each with its mode; up to the first that others hold
 * @param waits whether it does not get the last of them
 * @param answer what it answers unless it waits
 */
record QueryExpectation(List<String> locks, boolean waits, Object answer) {
  static QueryExpectation of(LockingView state, Query query) {
    return new Asked(state, query).expectation();
  }

  private static final class Asked {
    private final LockingView state;
    private final Query query;
    private final List<String> locks = new ArrayList<>();
    private boolean waits;

    Asked(LockingView state, Query query) {
      this.state = state;
      this.query = query;
    }

    QueryExpectation expectation() {
      Object answer = answer();
      return new QueryExpectation(locks, waits, answer);
    }

    private Object answer() {
      Object otherwise =
          switch (query.kind()) {
            case OWNER -> SharedSessions.NO_WORKER;
            case IS_SHARED_BY, IS_LISTENER -> false;
            case LISTEN_STATE -> ListenState.NONE;
          };
      int worker = query.worker();
      if (state.life(worker).equals("unborn") || !toRead(LockWords.table(worker))) {
        return otherwise;
      }
      Optional<Copy> held = state.copyOf(worker, query.session());
      if (!state.life(worker).equals("live") || held.isEmpty()) {
        return otherwise;
      }
      Copy copy = held.get();
      if (query.kind() == Query.Kind.LISTEN_STATE) {
        return listenState(copy);
      }
      if (copy.element() == 0 || !locksElement(copy.element())) {
        return otherwise;
      }
      Element element = state.element(copy.element());
      return switch (query.kind()) {
        case OWNER -> element.owner();
        case IS_SHARED_BY -> element.subscribers().contains(query.other());
        default -> element.listeners().contains(query.other());
      };
    }

    private ListenState listenState(Copy copy) {
      if (!toWrite(LockWords.session(query.worker(), copy.slot()))
          || copy.listen().equals("none")) {
        return ListenState.NONE;
      }
      if (copy.element() == 0 || !locksElement(copy.element())) {
        return ListenState.LISTEN;
      }
      return copy.listen().equals("listen") ? ListenState.LISTEN : ListenState.PASSIVE;
    }

    private boolean locksElement(int index) {
      return toRead(LockWords.POOL) && toWrite(LockWords.element(index));
    }

    /** False if others hold it to write. */
    private boolean toRead(String lock) {
      locks.add(LockWords.toRead(lock));
      waits = LockWords.isToWrite(state.holders(lock));
      return !waits;
    }

    /** False if others hold it. */
    private boolean toWrite(String lock) {
      locks.add(LockWords.toWrite(lock));
      waits = !state.holders(lock).isEmpty();
      return !waits;
    }
  }
}
