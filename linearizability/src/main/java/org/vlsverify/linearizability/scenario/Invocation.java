package org.vlsverify.linearizability.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Parameter;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.lincheck.SharedSessionsActors;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.testing.RecordingTransport;

/** An invocation in a thread of a scenario: a call, a query, or a composed operation. Immutable. */
public sealed interface Invocation {

  /**
   * Runs it.
   *
   * @param sessions not null
   * @param transport that of {@code sessions}, not null
   * @return the outcome or the answer
   */
  Object on(SharedSessions sessions, RecordingTransport transport);

  /**
   * @return the name of the method of {@link SharedSessionsActors}
   */
  String method();

  /**
   * @return its arguments
   */
  List<Object> arguments();

  /**
   * @return whether the second argument is a session
   */
  boolean isAboutSession();

  /**
   * * @param result a result of {@link #on}, not null
   *
   * @return in words
   */
  default String words(Object result) {
    return result.toString();
  }

  /**
   * A call.
   *
   * @param call not null
   */
  record OfCall(Call call) implements Invocation {
    @Override
    public Object on(SharedSessions sessions, RecordingTransport transport) {
      return call.apply(sessions, transport);
    }

    @Override
    public String method() {
      return call.action().methodName();
    }

    @Override
    public List<Object> arguments() {
      List<Object> arguments = new ArrayList<>();
      arguments.add(call.first());
      if (call.action().indices() == 2) {
        arguments.add(call.second());
      }
      if (call.action().asksToAttach()) {
        arguments.add(call.attached());
      }
      return List.copyOf(arguments);
    }

    @Override
    public boolean isAboutSession() {
      return call.action().parameters().contains(Parameter.SESSION);
    }

    @Override
    public String toString() {
      return call.toString();
    }
  }

  /**
   * A query.
   *
   * @param query not null
   */
  record OfQuery(Query query) implements Invocation {
    @Override
    public Object on(SharedSessions sessions, RecordingTransport transport) {
      return query.ask(sessions);
    }

    @Override
    public String method() {
      return switch (query.kind()) {
        case OWNER -> "owner";
        case IS_SHARED_BY -> "isSharedBy";
        case IS_LISTENER -> "isListener";
        case LISTEN_STATE -> "listenState";
      };
    }

    @Override
    public List<Object> arguments() {
      return query.kind().isAboutOther()
          ? List.of(query.worker(), query.session(), query.other())
          : List.of(query.worker(), query.session());
    }

    @Override
    public boolean isAboutSession() {
      return true;
    }

    @Override
    public String words(Object result) {
      return query.words(result);
    }

    @Override
    public String toString() {
      return query.toString();
    }
  }

  /**
   * A composed operation, which is not one step.
   *
   * @param kind the operation
   * @param worker the worker that forks, exits or cleans up
   * @param child the worker that is forked or cleaned up, or {@link Call#NONE}
   */
  record Composed(Kind kind, int worker, int child) implements Invocation {

    /** The composed operations of {@link SharedSessions}. */
    public enum Kind {
      FORK,
      EXIT,
      CLEANUP
    }

    /** Rejects null. */
    public Composed {
      Objects.requireNonNull(kind);
    }

    @Override
    public Object on(SharedSessions sessions, RecordingTransport transport) {
      return switch (kind) {
        case FORK -> sessions.fork(worker, child);
        case EXIT -> sessions.exit(worker);
        case CLEANUP -> sessions.cleanup(worker, child);
      };
    }

    @Override
    public String method() {
      return switch (kind) {
        case FORK -> "fork";
        case EXIT -> "exit";
        case CLEANUP -> "cleanup";
      };
    }

    @Override
    public List<Object> arguments() {
      return kind == Kind.EXIT ? List.of(worker) : List.of(worker, child);
    }

    @Override
    public boolean isAboutSession() {
      return false;
    }

    @Override
    public String toString() {
      return switch (kind) {
        case FORK -> "fork(parent %d, child %d)".formatted(worker, child);
        case EXIT -> "exit(worker %d)".formatted(worker);
        case CLEANUP -> "cleanup(worker %d, child %d)".formatted(worker, child);
      };
    }
  }

  static Invocation open(int worker, int session) {
    return new OfCall(Action.OPEN.call(worker, session));
  }

  static Invocation close(int worker, int session) {
    return new OfCall(Action.CLOSE.call(worker, session));
  }

  static Invocation unshare(int worker, int session) {
    return new OfCall(Action.UNSHARE.call(worker, session));
  }

  static Invocation acknowledge(int worker, int session) {
    return new OfCall(Action.ACKNOWLEDGE.call(worker, session));
  }

  static Invocation listen(int worker, int session) {
    return new OfCall(Action.LISTEN.call(worker, session));
  }

  static Invocation accept(int worker, int session) {
    return new OfCall(Action.ACCEPT.call(worker, session));
  }

  static Invocation acceptThatVppRefuses(int worker, int session) {
    return new OfCall(Action.ACCEPT.call(worker, session, false));
  }

  static Invocation epollAdd(int worker, int session) {
    return new OfCall(Action.EPOLL_ADD.call(worker, session));
  }

  static Invocation epollDel(int worker, int session) {
    return new OfCall(Action.EPOLL_DEL.call(worker, session));
  }

  static Invocation forkBegin(int parent, int child) {
    return new OfCall(Action.FORK_BEGIN.call(parent, child));
  }

  static Invocation forkShareNext(int child) {
    return new OfCall(Action.FORK_SHARE_NEXT.call(child));
  }

  static Invocation forkComplete(int child) {
    return new OfCall(Action.FORK_COMPLETE.call(child));
  }

  static Invocation exitLeaveNext(int worker) {
    return new OfCall(Action.EXIT_LEAVE_NEXT.call(worker));
  }

  static Invocation exitComplete(int worker) {
    return new OfCall(Action.EXIT_COMPLETE.call(worker));
  }

  static Invocation die(int worker) {
    return new OfCall(Action.DIE.call(worker));
  }

  static Invocation cleanupLeaveNext(int worker, int child) {
    return new OfCall(Action.CLEANUP_LEAVE_NEXT.call(worker, child));
  }

  static Invocation cleanupComplete(int worker, int child) {
    return new OfCall(Action.CLEANUP_COMPLETE.call(worker, child));
  }

  static Invocation owner(int worker, int session) {
    return new OfQuery(new Query(Query.Kind.OWNER, worker, session, Call.NONE));
  }

  static Invocation isSharedBy(int worker, int session, int other) {
    return new OfQuery(new Query(Query.Kind.IS_SHARED_BY, worker, session, other));
  }

  static Invocation isListener(int worker, int session, int other) {
    return new OfQuery(new Query(Query.Kind.IS_LISTENER, worker, session, other));
  }

  static Invocation listenState(int worker, int session) {
    return new OfQuery(new Query(Query.Kind.LISTEN_STATE, worker, session, Call.NONE));
  }

  static Invocation fork(int parent, int child) {
    return new Composed(Composed.Kind.FORK, parent, child);
  }

  static Invocation exit(int worker) {
    return new Composed(Composed.Kind.EXIT, worker, Call.NONE);
  }

  static Invocation cleanup(int worker, int child) {
    return new Composed(Composed.Kind.CLEANUP, worker, child);
  }
}
