package org.vlsverify.linearizability.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.Snapshot.WorkerView;

/** Differences between two snapshots, in words of the domain. */
public final class SnapshotDiff {

  private record Difference(String where, String one, String two) {}

  private final List<Difference> differences = new ArrayList<>();

  private SnapshotDiff() {}

  /**
   * The changes of a step.
   *
   * @param before not null
   * @param after not null
   * @return lines such as {@code session 0: owner: worker 1 -> worker 2}; none if nothing changed
   */
  public static List<String> changes(Snapshot before, Snapshot after) {
    return between(before, after).stream()
        .map(d -> "%s: %s -> %s".formatted(d.where(), d.one(), d.two()))
        .toList();
  }

  /**
   * Deviations from an expected snapshot.
   *
   * @param expected not null
   * @param actual not null
   * @return lines such as {@code session 0: owner: expected worker 1, is worker 2}; none if equal
   */
  public static List<String> deviations(Snapshot expected, Snapshot actual) {
    return between(expected, actual).stream()
        .map(d -> "%s: expected %s, is %s".formatted(d.where(), d.one(), d.two()))
        .toList();
  }

  /**
   * Differences between the snapshots of two sides.
   *
   * @param nameOfOne name of one side, not null
   * @param one not null
   * @param nameOfTwo name of the other side, not null
   * @param two not null
   * @return lines such as {@code session 0: owner: the trace says worker 1, the code says worker
   *     2}; none if equal
   */
  public static List<String> between(
      String nameOfOne, Snapshot one, String nameOfTwo, Snapshot two) {
    return between(one, two).stream()
        .map(
            d ->
                "%s: %s says %s, %s says %s"
                    .formatted(d.where(), nameOfOne, d.one(), nameOfTwo, d.two()))
        .toList();
  }

  private static List<Difference> between(Snapshot one, Snapshot two) {
    SnapshotDiff diff = new SnapshotDiff();
    diff.add("workers", one.workers().size(), two.workers().size());
    for (int w = 0; w < Math.min(one.workers().size(), two.workers().size()); w++) {
      diff.addWorker("worker " + w, one.workers().get(w), two.workers().get(w));
    }
    Set<Integer> sessions = new TreeSet<>(one.shared().keySet());
    sessions.addAll(two.shared().keySet());
    for (int s : sessions) {
      diff.addShared(
          "session " + s,
          Optional.ofNullable(one.shared().get(s)),
          Optional.ofNullable(two.shared().get(s)));
    }
    return diff.differences;
  }

  private void add(String where, Object one, Object two) {
    if (!one.equals(two)) {
      differences.add(new Difference(where, one.toString(), two.toString()));
    }
  }

  private void addWorker(String where, WorkerView one, WorkerView two) {
    add(where + ": life", one.life(), two.life());
    add(where + ": parent", parent(one.parent()), parent(two.parent()));
    add(where + ": slots", one.pool().size(), two.pool().size());
    for (int i = 0; i < Math.min(one.pool().size(), two.pool().size()); i++) {
      addSlot(where + ", slot " + i, one.pool().get(i), two.pool().get(i));
    }
  }

  private void addSlot(String where, Optional<CopyView> one, Optional<CopyView> two) {
    if (one.isEmpty() || two.isEmpty() || one.get().session() != two.get().session()) {
      add(
          where,
          one.map(SnapshotDiff::words).orElse("free"),
          two.map(SnapshotDiff::words).orElse("free"));
      return;
    }
    String here = where + " (session " + one.get().session() + ")";
    add(here + ": listening", one.get().listen(), two.get().listen());
    add(here + ": waits for connections", one.get().waits(), two.get().waits());
  }

  private void addShared(String where, Optional<SharedView> one, Optional<SharedView> two) {
    if (one.isEmpty() || two.isEmpty()) {
      add(
          where,
          one.map(SnapshotDiff::words).orElse("not shared"),
          two.map(SnapshotDiff::words).orElse("not shared"));
      return;
    }
    add(where + ": owner", "worker " + one.get().owner(), "worker " + two.get().owner());
    add(
        where + ": subscribers",
        sequence(one.get().subscribers()),
        sequence(two.get().subscribers()));
    add(where + ": listeners", set(one.get().listeners()), set(two.get().listeners()));
    add(where + ": notices on their way to the owner", one.get().notices(), two.get().notices());
  }

  private static String parent(OptionalInt parent) {
    return parent.isPresent() ? "worker " + parent.getAsInt() : "none";
  }

  private static String words(CopyView copy) {
    String listen =
        switch (copy.listen()) {
          case NONE -> "";
          case LISTEN -> ", listens";
          case PASSIVE -> ", passive";
        };
    return "session " + copy.session() + listen + (copy.waits() ? ", waits for connections" : "");
  }

  private static String words(SharedView data) {
    return "owner worker %d, subscribers %s, listeners %s, notices %d"
        .formatted(
            data.owner(), sequence(data.subscribers()), set(data.listeners()), data.notices());
  }

  private static String sequence(List<Integer> workers) {
    return workers.stream().map(String::valueOf).collect(Collectors.joining(", ", "<", ">"));
  }

  private static String set(Set<Integer> workers) {
    return workers.stream()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
