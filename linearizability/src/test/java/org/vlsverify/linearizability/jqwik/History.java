package org.vlsverify.linearizability.jqwik;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.vlsverify.linearizability.Bounds;
import org.vlsverify.linearizability.Call;
import org.vlsverify.linearizability.Question;
import org.vlsverify.linearizability.RecordingTransport;
import org.vlsverify.linearizability.SharedSessionsFactory;
import org.vlsverify.linearizability.SnapshotDiff;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;

/** One history, carried out by the sequential reference and by what is compared with it. */
final class History {
  static final int ROOT = 0;

  /** A history that is longer is shown from its end. */
  private static final int SHOWN = 60;

  private final Bounds bounds;
  private final String reproduce;
  private final RecordingTransport expectedTransport;
  private final RecordingTransport actualTransport;
  private final SharedSessions expected;
  private final SharedSessions actual;
  private final SharedSessionsFactory factory;
  private final List<String> calls = new ArrayList<>();
  private final List<Call> made = new ArrayList<>();

  /**
   * @param bounds how many of everything there are
   * @param factory makes what is compared with the reference
   * @param reproduce the command that repeats the check
   */
  History(Bounds bounds, SharedSessionsFactory factory, String reproduce) {
    this.bounds = bounds;
    this.factory = factory;
    this.reproduce = reproduce;
    expectedTransport = new RecordingTransport(bounds.listenable());
    actualTransport = new RecordingTransport(bounds.listenable());
    expected =
        new ReferenceSharedSessions(
            bounds.workers(), bounds.slots(), bounds.sharedCapacity(), ROOT, expectedTransport);
    actual = factory.create(bounds, ROOT, actualTransport);
  }

  /**
   * Carries out the steps and compares after each one.
   *
   * @param outcomes is told each outcome
   * @throws AssertionError at the first difference, with the history up to there
   */
  void run(List<Step> steps, Consumer<Outcome> outcomes) {
    Snapshot state = expected.snapshot();
    for (Step step : steps) {
      Call call = step.in(state, bounds);
      made.add(call);
      Outcome wanted = call.apply(expected, expectedTransport);
      Outcome found = call.apply(actual, actualTransport);
      calls.add(call.with(wanted));
      require(wanted == found, "The last call came to " + found + ", and not to " + wanted + ".");
      Snapshot next = expected.snapshot();
      List<String> deviations = SnapshotDiff.deviations(next, actual.snapshot());
      require(deviations.isEmpty(), String.join("\n", deviations));
      compareTransports();
      askAbout(call);
      outcomes.accept(wanted);
      state = next;
    }
  }

  private void compareTransports() {
    same("owner changes told", expectedTransport.ownerChanges(), actualTransport.ownerChanges());
    same("attached", expectedTransport.attachments(), actualTransport.attachments());
    same("sessions that VPP has", expectedTransport.sessions(), actualTransport.sessions());
    same("mistakes", List.of(), actualTransport.mistakes());
    expectedTransport.forget();
    actualTransport.forget();
  }

  /** What a worker can find out about the session that the call was about. */
  private void askAbout(Call call) {
    if (call.second() == Call.NONE || call.second() >= bounds.sessions()) {
      return;
    }
    for (Question.Kind kind : Question.Kind.values()) {
      for (int other = 0; other < (kind.isAboutOther() ? bounds.workers() : 1); other++) {
        Question question =
            new Question(
                kind, call.first(), call.second(), kind.isAboutOther() ? other : Call.NONE);
        same(question, question.ask(expected), question.ask(actual));
      }
    }
  }

  private void same(Object what, Object wanted, Object found) {
    if (!wanted.equals(found)) {
      throw difference(what + ": expected " + wanted + ", is " + found);
    }
  }

  private void require(boolean condition, String problem) {
    if (!condition) {
      throw difference(problem);
    }
  }

  private AssertionError difference(String problem) {
    int from = Math.max(0, calls.size() - SHOWN);
    return new HistoryDifference(
        "%s%nThe history, of %d calls, with the outcomes of the reference:%n%s  %s%nReproduce: %s"
            .formatted(
                problem,
                calls.size(),
                from == 0 ? "" : "  (%d calls before)%n".formatted(from),
                String.join("\n  ", calls.subList(from, calls.size())),
                reproduce),
        bounds,
        factory,
        made,
        problem);
  }
}
