package org.vlsverify.linearizability.tracevalidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.stepping.Tap;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.design.Design;

/**
 * A query of {@code optimistic} reads the table of copies place by place. Here another thread opens
 * and shares the session before one of these reads, each in turn: the recorded run is right, though
 * the query may miss the copy that is there at its last read.
 */
class QueryWithoutCopyTest {
  private static final int SESSION = 2;
  private static final int CHILD = 1;

  private final SharedSessionsFactory classes =
      FreeRun.tapped(Design.OPTIMISTIC, TraceValidationCheck.implementation(Design.OPTIMISTIC));

  /** Before which access of the query the other thread comes in; how many accesses it has. */
  private final class Interruption implements Runnable {
    private final int position;
    private final RunRecorder recorder;
    private final SharedSessions sessions;
    private Thread asks;
    private int accesses;
    private boolean sharedMeanwhile;

    Interruption(int position) {
      this.position = position;
      RecordedRun.Header header = header();
      this.recorder = RunDesign.OPTIMISTIC.recorder(header, Turns.asTheyLike(this), () -> {});
      Tap.listen(recorder);
      try {
        this.sessions = classes.create(TraceValidationCheck.BOUNDS, 0, recorder);
        // A place that was used before is passed, and taken again.
        call(Action.OPEN, 0, SESSION);
        call(Action.CLOSE, 0, SESSION);
        asks = Thread.currentThread();
        recorder.ask(sessions, query(), "w0.t0");
        asks = null;
      } finally {
        Tap.listen(null);
      }
    }

    private Outcome call(Action action, int... indices) {
      return recorder.perform(sessions, action.call(indices), "w0.t1");
    }

    private void share() {
      Tap.listen(recorder);
      try {
        call(Action.OPEN, 0, SESSION);
        call(Action.FORK_BEGIN, 0, CHILD);
        call(Action.FORK_SHARE_NEXT, CHILD);
        sharedMeanwhile = call(Action.FORK_COMPLETE, CHILD) == Outcome.FORKED;
      } finally {
        Tap.listen(null);
      }
    }

    @Override
    public void run() {
      if (Thread.currentThread() != asks || accesses++ != position) {
        return;
      }
      Thread other = new Thread(this::share);
      other.start();
      try {
        other.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    boolean isMissed() {
      return sharedMeanwhile
          && recorder.events().stream().anyMatch(e -> "unknown-session".equals(e.what()));
    }
  }

  private static RecordedRun.Header header() {
    return RecordedRun.Header.of(
        RunDesign.OPTIMISTIC, TraceValidationCheck.BOUNDS, TraceValidationCheck.THREADS, 0);
  }

  private static Query query() {
    return Query.all(TraceValidationCheck.BOUNDS).stream()
        .filter(query -> query.kind() == Query.Kind.OWNER)
        .filter(query -> query.worker() == 0 && query.session() == SESSION)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void copyMayBeAddedDuringTheLookUp() {
    List<Interruption> interruptions = new ArrayList<>();
    Interruption last;
    do {
      last = new Interruption(interruptions.size());
      interruptions.add(last);
    } while (last.sharedMeanwhile);

    assertThat(interruptions.stream().filter(Interruption::isMissed).count())
        .as("of %d queries, those that have missed the copy", interruptions.size())
        .isPositive();
    assertThat(
            TraceValidation.validate(
                    interruptions.stream()
                        .map(i -> new RecordedRun(header(), i.recorder.events()))
                        .toList())
                .rejections())
        .isEmpty();
  }
}
