package org.vlsverify.linearizability.stepping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;

/**
 * How one design is driven along steps of its lock-level specification. For use by one thread.
 *
 * @param <V> its states
 * @param <E> its steps
 */
public interface SteppedDesign<V extends SteppedDesign.View, E extends SteppedDesign.Edge> {

  /** A state of the specification. */
  interface View {
    /** The names of the threads. */
    Set<String> threads();

    /** The worker that lives alone in an initial state. */
    int root();

    /** The sessions that are open. */
    Set<Integer> openSessions();

    /** How many workers are live. */
    long liveWorkers();
  }

  /** A step of the specification out of one state into another. */
  interface Edge {
    /** The state before. */
    View from();

    /** The state after. */
    View to();

    /** The thread whose step it is, by its name; null if it is none's. */
    String thread();

    /** The step by its name in the specification; of one that begins an operation, by that. */
    String step();

    /** Whether it begins the end of a worker. */
    boolean ends();

    /** Whether it begins to open a session that the thread's next step chooses. */
    boolean opensLater();

    /** What it does, in words that tell the steps of its thread in one state apart. */
    default String effect() {
      return toString();
    }
  }

  /**
   * What was tried in a state, apart from steps, and was not as the specification says.
   *
   * @param step what it concerns
   * @param what the attempt, in words
   * @param differences in words, not empty
   */
  record Failure(String step, String what, List<String> differences) {}

  /**
   * The threads of the design that take the steps. For use by one thread.
   *
   * @param <V> the states
   * @param <E> the steps
   */
  interface Threads<V, E> extends AutoCloseable {
    /** Begins anew in the initial state in which this worker lives. */
    void restart(SharedSessionsFactory factory, int root);

    /**
     * Drives one step, and compares the state after it.
     *
     * @param edge an edge out of the state in which the threads are, not null
     * @param session which one is opened, if the step opens one later
     * @return what is not as the specification says, in words; empty if all is
     */
    List<String> drive(E edge, int session);

    /**
     * Tries what must wait in a state, and asks a query.
     *
     * @param state the one in which the threads are, not null
     * @param next all edges out of it, not null
     * @param query not null
     * @return the first that is not as the specification says
     */
    Optional<Failure> probe(V state, List<E> next, Query query);

    /** How many attempts had to wait so far, and did. */
    int waits();

    @Override
    void close();
  }

  /** The design. */
  Design design();

  /**
   * A copy of the design or of a mutant that can be driven.
   *
   * @param original makes what is copied, not null
   */
  SharedSessionsFactory tapped(SharedSessionsFactory original);

  /** A state by its variables. */
  V view(Map<String, TlaValue> variables);

  /** A step that somebody takes. */
  E edge(Operation operation, V from, V to);

  /**
   * Makes the threads.
   *
   * @param bounds of the model, not null
   * @param any a state of the model, not null
   * @return to be closed by the caller
   */
  Threads<V, E> threads(Bounds bounds, V any);
}
