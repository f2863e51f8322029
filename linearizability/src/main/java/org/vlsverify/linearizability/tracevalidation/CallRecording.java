package org.vlsverify.linearizability.tracevalidation;

import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SpecStateWriter;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;

/** One call or query as it was carried out. Written by its thread, read when that has ended. */
final class CallRecording {
  /** Something that the thread did. */
  static final class Access {
    final long ticket;
    final String name;
    final boolean writes;

    /** What it has left, and what VPP was told since. */
    final Parts parts = new Parts();

    /** Whether it has changed something. */
    boolean changed;

    /** The copy that was read, or the element that was locked, as it was then. */
    Object seen;

    Access(long ticket, String name, boolean writes) {
      this.ticket = ticket;
      this.name = name;
      this.writes = writes;
    }

    boolean is(String other) {
      return name.equals(other);
    }
  }

  /** Exactly one of these is null. */
  final Call call;

  final Query query;
  final String thread;

  /** May grow while it is read, if the call does not return. */
  final Deque<Access> accesses = new ConcurrentLinkedDeque<>();

  long began;
  long ended;
  Object outcome;
  Throwable thrown;

  CallRecording(Call call, Query query, String thread) {
    this.call = call;
    this.query = query;
    this.thread = thread;
  }

  /** What the call returns. */
  Object apply(SharedSessions sessions) {
    return call == null ? query.ask(sessions) : call.apply(sessions);
  }

  int worker() {
    return call == null ? query.worker() : call.first();
  }

  /** The name of the operation: {@code fork begin}. */
  String op() {
    if (call == null) {
      return switch (query.kind()) {
        case OWNER -> "owner";
        case IS_SHARED_BY -> "shared by";
        case IS_LISTENER -> "listener";
        case LISTEN_STATE -> "listen state";
      };
    }
    return op(call.action());
  }

  static String op(Action action) {
    return SpecStateWriter.text(action).replace('-', ' ');
  }

  /** The session, or the other worker; null for none. */
  String on() {
    if (call == null) {
      return Parts.session(query.session());
    }
    return switch (call.action()) {
      case FORK_BEGIN, CLEANUP_LEAVE_NEXT, CLEANUP_COMPLETE -> Parts.worker(call.second());
      case FORK_SHARE_NEXT, FORK_COMPLETE, EXIT_LEAVE_NEXT, EXIT_COMPLETE, DIE -> null;
      default -> Parts.session(call.second());
    };
  }

  /** The worker whom a query is about; null for none. */
  String other() {
    return query == null || query.other() == Call.NONE ? null : Parts.worker(query.other());
  }

  /** The outcome in the words of the specification, or the answer. */
  String what() {
    if (call != null) {
      return SpecStateWriter.text((Outcome) outcome);
    }
    if (outcome instanceof ListenState state) {
      return SpecStateWriter.text(state);
    }
    if (outcome instanceof Boolean answer) {
      return answer.toString();
    }
    return outcome.equals(SharedSessions.NO_WORKER) ? "nobody" : Parts.worker((Integer) outcome);
  }

  /** Whether it is a query with the answer of a worker that does not hold the session. */
  boolean hasNothingToTell() {
    return query != null
        && outcome != null
        && Set.of(SharedSessions.NO_WORKER, false, ListenState.NONE).contains(outcome);
  }

  /** An event of this call. */
  RunEvent event(String kind, String at, Parts parts) {
    return RunEvent.of(kind, thread)
        .about(Parts.worker(worker()), op(), on(), other())
        .at(at)
        .with(parts);
  }

  /** Its last event: it has returned, thrown, or not. */
  RunEvent end(String kind) {
    if (thrown != null) {
      return RunEvent.threw(thread, thrown.toString());
    }
    if (outcome == null) {
      return RunEvent.of("stuck", thread);
    }
    return event(kind, null, new Parts()).what(query == null ? null : what());
  }
}
