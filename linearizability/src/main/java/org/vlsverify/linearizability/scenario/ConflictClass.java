package org.vlsverify.linearizability.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.scenario.ConflictAnalysis.Pair;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.Snapshot.WorkerView;

/**
 * Description of a pair of invocations without names. Two pairs are in the same conflict class if
 * they agree, up to renaming, on operations and results, on the roles of the workers, and on
 * subscriber order, owner, listeners and free capacity.
 */
final class ConflictClass {
  private final Snapshot snapshot;

  /** The workers and sessions that the pair is about, in the order of first mention. */
  private final List<Integer> workers = new ArrayList<>();

  private final List<Integer> sessions = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private ConflictClass(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Describes a pair.
   *
   * @param analysis of the model, not null
   * @param pair not null
   * @return equal texts for pairs of the same class only
   */
  static String of(ConflictAnalysis analysis, Pair pair) {
    ConflictClass description = new ConflictClass(analysis.model().snapshot(pair.state()));
    for (int invocation : new int[] {pair.one(), pair.two()}) {
      description.describe(analysis.invocation(invocation));
      description
          .text
          .append(" -> ")
          .append(analysis.result(pair.state(), invocation))
          .append("; ");
    }
    description.workers.forEach(description::describeWorker);
    description.sessions.forEach(description::describeSession);
    return description
        .text
        .append("capacity left: ")
        .append(analysis.model().bounds().sharedCapacity() > description.snapshot.shared().size())
        .toString();
  }

  private void describe(Invocation invocation) {
    text.append(invocation.method());
    List<Object> arguments = invocation.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Integer index) {
        boolean isSession = i == 1 && invocation.isAboutSession();
        List<Integer> names = isSession ? sessions : workers;
        if (!names.contains(index)) {
          names.add(index);
        }
        text.append(isSession ? " s" : " w").append(names.indexOf(index));
      } else {
        text.append(' ').append(arguments.get(i));
      }
    }
  }

  private void describeWorker(int worker) {
    WorkerView view = snapshot.workers().get(worker);
    int parent = view.parent().orElse(Call.NONE);
    text.append(view.life()).append(" of ");
    text.append(
        parent == Call.NONE ? "none" : workers.contains(parent) ? workers.indexOf(parent) : "x");
    for (Optional<CopyView> slot : view.pool()) {
      text.append(
          slot.map(
                  copy ->
                      " s"
                          + (sessions.contains(copy.session())
                              ? sessions.indexOf(copy.session())
                              : "x")
                          + copy.listen()
                          + copy.waits())
              .orElse(" free"));
    }
    text.append("; ");
  }

  private void describeSession(int session) {
    SharedView data = snapshot.shared().get(session);
    if (data == null) {
      long holders =
          snapshot.workers().stream()
              .flatMap(worker -> worker.pool().stream())
              .flatMap(Optional::stream)
              .filter(copy -> copy.session() == session)
              .count();
      text.append(holders == 0 ? "closed; " : "private; ");
      return;
    }
    text.append("owner ").append(name(data.owner())).append(", subscribers");
    data.subscribers().forEach(w -> text.append(' ').append(name(w)));
    text.append(", listeners");
    data.listeners().stream().map(this::name).sorted().forEach(text::append);
    text.append(", ").append(data.notices()).append("; ");
  }

  private String name(int worker) {
    return workers.contains(worker) ? "w" + workers.indexOf(worker) : "x";
  }
}
