package org.vlsverify.linearizability.call;

import java.util.ArrayList;
import java.util.List;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.spec.tla.TlaValue;

/**
 * A query of {@link SharedSessions} with its arguments, as data. Immutable.
 *
 * @param kind not null
 * @param worker the calling worker
 * @param session the session in question
 * @param other the worker in question, or {@link Call#NONE} if there is none
 */
public record Query(Kind kind, int worker, int session, int other) {

  /** The queries of {@link SharedSessions}. */
  public enum Kind {
    /** {@link SharedSessions#owner}; the answer is an Integer. */
    OWNER("OwnerAnswer", "owner", false),
    /** {@link SharedSessions#isSharedBy}; the answer is a Boolean. */
    IS_SHARED_BY("IsSharedByAnswer", "isSharedBy", true),
    /** {@link SharedSessions#isListener}; the answer is a Boolean. */
    IS_LISTENER("IsListenerAnswer", "isListener", true),
    /** {@link SharedSessions#listenState}; the answer is a {@link ListenState}. */
    LISTEN_STATE("ListenStateAnswer", "listenState", false);

    private final String operator;
    private final String methodName;
    private final boolean aboutOther;

    Kind(String operator, String methodName, boolean aboutOther) {
      this.operator = operator;
      this.methodName = methodName;
      this.aboutOther = aboutOther;
    }

    /**
     * @return the operator of the specification that gives the answer
     */
    public String operator() {
      return operator;
    }

    /**
     * @return whether the query is about another worker
     */
    public boolean isAboutOther() {
      return aboutOther;
    }
  }

  /** Rejects an argument that the query does not have. */
  public Query {
    if (!kind.aboutOther && other != Call.NONE) {
      throw new IllegalArgumentException(kind + " is not about another worker");
    }
  }

  /**
   * All queries within the bounds.
   *
   * @param bounds not null
   * @return in the order of the kinds
   */
  public static List<Query> all(Bounds bounds) {
    return all(bounds.workers(), bounds.sessions());
  }

  /**
   * All queries with lower indices than these.
   *
   * @param workers number of workers, at least 0
   * @param sessions number of sessions, at least 0
   * @return in the order of the kinds
   */
  public static List<Query> all(int workers, int sessions) {
    List<Query> queries = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int worker = 0; worker < workers; worker++) {
        for (int session = 0; session < sessions; session++) {
          if (!kind.aboutOther) {
            queries.add(new Query(kind, worker, session, Call.NONE));
            continue;
          }
          for (int other = 0; other < workers; other++) {
            queries.add(new Query(kind, worker, session, other));
          }
        }
      }
    }
    return List.copyOf(queries);
  }

  /**
   * Runs the query.
   *
   * @param sessions not null
   * @return an Integer, Boolean or {@link ListenState}
   */
  public Object ask(SharedSessions sessions) {
    return switch (kind) {
      case OWNER -> sessions.owner(worker, session);
      case IS_SHARED_BY -> sessions.isSharedBy(worker, session, other);
      case IS_LISTENER -> sessions.isListener(worker, session, other);
      case LISTEN_STATE -> sessions.listenState(worker, session);
    };
  }

  /**
   * @return the arguments of the operator in the specification
   */
  public List<TlaValue> specArguments() {
    List<TlaValue> values = new ArrayList<>();
    values.add(SpecNames.value(Parameter.WORKER, worker));
    values.add(SpecNames.value(Parameter.SESSION, session));
    if (kind.aboutOther) {
      values.add(SpecNames.value(Parameter.OTHER, other));
    }
    return values;
  }

  /**
   * Reads an answer.
   *
   * @param value the value of the operator in the specification, not null
   * @return the answer, as {@link #ask} gives it
   * @throws IllegalArgumentException if the value is no answer
   */
  public Object answer(TlaValue value) {
    try {
      return switch (kind) {
        case OWNER -> SpecNames.workerOrNone(value);
        case IS_SHARED_BY, IS_LISTENER -> value.asBoolean();
        case LISTEN_STATE -> SpecNames.constant(ListenState.class, value);
      };
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(this + ": " + e.getMessage(), e);
    }
  }

  /**
   * @param answer as {@link #ask} gives it, not null
   * @return in words: {@code worker 1}, {@code no worker}, {@code true}, {@code PASSIVE}
   */
  public String words(Object answer) {
    if (kind != Kind.OWNER) {
      return answer.toString();
    }
    return answer.equals(SharedSessions.NO_WORKER) ? "no worker" : "worker " + answer;
  }

  /** In words: {@code isSharedBy(worker 0, session 0, other worker 1)}. */
  @Override
  public String toString() {
    return "%s(worker %d, session %d%s)"
        .formatted(
            kind.methodName, worker, session, kind.aboutOther ? ", other worker " + other : "");
  }
}
