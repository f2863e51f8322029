package org.vlsverify.linearizability.lincheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SnapshotDiff;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.testing.Invariants;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.sessions.testing.RecordingTransport.Attachment;
import org.vlsverify.sessions.testing.RecordingTransport.OwnerChange;
import org.vlsverify.sessions.testing.VppView;

/**
 * Everything observable after the threads have ended. Immutable. There is one for each execution,
 * and all are compared; so answers are kept without their queries.
 *
 * @param sessionCount number of sessions
 * @param snapshot of all workers and sessions
 * @param answers to all queries, in the order of {@link Query#all(int, int)}
 * @param inUse the open sessions of VPP
 * @param attachments the attached workers
 * @param notified the notified owner changes, by session, in order
 * @param mistakes calls to VPP that no correct implementation makes
 * @param epilogue what one thread does afterwards, see {@link Epilogue}
 */
public record Observation(
    int sessionCount,
    Snapshot snapshot,
    List<Object> answers,
    Set<Integer> inUse,
    Set<Attachment> attachments,
    Map<Integer, List<OwnerChange>> notified,
    List<String> mistakes,
    List<Epilogue.Step> epilogue) {

  /**
   * Observes everything.
   *
   * @param bounds not null
   * @param sessions not null; no other thread changes them
   * @param transport that of the sessions, not null
   * @return the observation
   */
  public static Observation of(
      Bounds bounds, SharedSessions sessions, RecordingTransport transport) {
    return of(bounds.workers(), bounds.sessions(), sessions, transport);
  }

  static Observation of(
      int workerCount, int sessionCount, SharedSessions sessions, RecordingTransport transport) {
    List<Object> answers = new ArrayList<>();
    for (Query query : Query.all(workerCount, sessionCount)) {
      answers.add(query.ask(sessions));
    }
    Map<Integer, List<OwnerChange>> notified = new TreeMap<>();
    for (OwnerChange change : transport.ownerChanges()) {
      notified.computeIfAbsent(change.session(), session -> new ArrayList<>()).add(change);
    }
    Snapshot snapshot = sessions.snapshot();
    Set<Integer> inUse = transport.sessions();
    Set<Attachment> attachments = transport.attachments();
    List<Epilogue.Step> epilogue = Epilogue.of(workerCount, sessionCount, sessions, transport);
    return new Observation(
        sessionCount,
        snapshot,
        answers,
        inUse,
        attachments,
        notified,
        transport.mistakes(),
        epilogue);
  }

  /**
   * The broken invariants of {@link Invariants}.
   *
   * @return one line for each, not null
   */
  public List<String> brokenInvariants() {
    List<OwnerChange> changes = notified.values().stream().flatMap(List::stream).toList();
    return Invariants.broken(snapshot, new VppView(inUse, attachments, changes, mistakes));
  }

  /**
   * Deviations from an expected observation. Answers are mentioned only if nothing else explains
   * them.
   *
   * @param expected not null
   * @return lines in words; none if equal
   */
  List<String> deviationsFrom(Observation expected) {
    List<String> lines = new ArrayList<>(SnapshotDiff.deviations(expected.snapshot, snapshot));
    if (lines.isEmpty()) {
      List<Query> queries = Query.all(snapshot.workers().size(), sessionCount);
      for (int i = 0; i < queries.size(); i++) {
        Query query = queries.get(i);
        compare(
            query.toString(),
            query.words(expected.answers.get(i)),
            query.words(answers.get(i)),
            lines);
      }
    }
    compare("sessions in use", sorted(expected.inUse), sorted(inUse), lines);
    compare("attached to VPP", sorted(expected.attachments), sorted(attachments), lines);
    compare("owner changes notified", expected.notified.values(), notified.values(), lines);
    compare("mistakes", expected.mistakes, mistakes, lines);
    if (lines.isEmpty()) {
      compareEpilogues(expected.epilogue, lines);
    }
    return lines;
  }

  private void compareEpilogues(List<Epilogue.Step> expected, List<String> lines) {
    for (int i = 0; i < Math.min(expected.size(), epilogue.size()); i++) {
      if (!expected.get(i).equals(epilogue.get(i))) {
        compare("afterwards", expected.get(i), epilogue.get(i), lines);
        return;
      }
    }
  }

  private static void compare(String what, Object expected, Object actual, List<String> lines) {
    if (!expected.toString().equals(actual.toString())) {
      lines.add("%s: expected %s, is %s".formatted(what, expected, actual));
    }
  }

  private static List<String> sorted(Set<?> things) {
    return things.stream().map(Object::toString).sorted().toList();
  }

  /** Short, for the tables of Lincheck. */
  @Override
  public String toString() {
    return "everything";
  }
}
