package org.vlsverify.linearizability.trace;

import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.call.SpecStateWriter;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.testing.RecordingTransport;

/** An implementation under test, with its transport. */
final class Subject {
  private final SharedSessions sessions;
  private final RecordingTransport transport;

  Subject(Bounds bounds, int root, SharedSessionsFactory factory) {
    transport = new RecordingTransport(bounds.listenable());
    sessions = factory.create(bounds, root, transport);
  }

  static Subject reference(Bounds bounds, int root) {
    return new Subject(
        bounds,
        root,
        (b, r, transport) ->
            new ReferenceSharedSessions(b.workers(), b.slots(), b.sharedCapacity(), r, transport));
  }

  /** The outcome in the words of the specification, or the exception. */
  String apply(Call call) {
    try {
      Outcome outcome = call.apply(sessions, transport);
      return outcome == null ? "null" : SpecStateWriter.text(outcome);
    } catch (RuntimeException | Error e) {
      return "thrown: " + e;
    }
  }

  /** The answer in words, or the exception. */
  String ask(Query query) {
    try {
      return query.words(query.ask(sessions));
    } catch (RuntimeException | Error e) {
      return "thrown: " + e;
    }
  }

  Snapshot snapshot() {
    return sessions.snapshot();
  }

  RecordingTransport transport() {
    return transport;
  }
}
