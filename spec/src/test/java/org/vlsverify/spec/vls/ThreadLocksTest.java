package org.vlsverify.spec.vls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.module.ModuleText;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;

/** Who waits for whom; that it is what TLC says is the concern of {@link ThreadLocksIT}. */
class ThreadLocksTest {
  private static final Path TLA = ProjectRoot.path().resolve("spec").resolve("tla");

  /** Where a step asks for a lock of which {@code Wanted} says nothing. */
  static final Set<String> NOT_IN_WANTED =
      Set.of("share: subscribe the parent", "listen: look at the owner", "listen: stop the owner");

  static final Map<String, Model> MODELS =
      ModelCatalog.load().models().stream()
          .collect(Collectors.toMap(Model::name, Function.identity()));

  private static final Pattern ROW =
      Pattern.compile("Row\\(\"([^\"]+)\",\\s*\"[^\"]+\",\\s*\"(\\w+)\"");

  static List<String> tracesOfThreads() throws IOException {
    return StoredTrace.all().stream()
        .map(file -> file.getFileName().toString().replace(".json", ""))
        .filter(name -> !name.startsWith("Defect_"))
        .sorted()
        .toList();
  }

  static Trace trace(String name) {
    return TraceJson.read(StoredTrace.of(MODELS.get(name)).file());
  }

  private static List<String> waitsAtTheEnd(String name) {
    Trace trace = trace(name);
    return ThreadLocks.waits(
            trace.state(trace.length() - 1), ThreadLocks.Setting.of(MODELS.get(name)))
        .stream()
        .map(wait -> wait.thread() + " for " + wait.whom() + ": " + wait.what())
        .toList();
  }

  /** The places in the tables of requests, or those with a request to read. */
  private static Set<String> places(boolean toReadOnly) {
    Set<String> places = new TreeSet<>();
    for (String module : List.of("SharedDataLocking.tla", "MCSharedDataLockingDefects.tla")) {
      ModuleText.read(TLA.resolve(module)).definitions().stream()
          .filter(definition -> definition.name().contains("Table"))
          .flatMap(table -> ROW.matcher(table.text()).results())
          .filter(row -> !toReadOnly || row.group(2).equals("read"))
          .forEach(row -> places.add(row.group(1)));
    }
    return places;
  }

  @Test
  void thePlacesAreThoseOfTheSpecification() {
    Set<String> places = new TreeSet<>(ThreadLocks.places());
    assertThat(places).containsAll(places(false));
    places.removeAll(places(false));
    assertThat(places).isEqualTo(NOT_IN_WANTED);
    Set<String> toRead = new TreeSet<>(ThreadLocks.placesToRead());
    // The defect asks for the table for reading; WaitsFor says that it waits for readers as well.
    assertThat(toRead.remove("io: inside")).isTrue();
    assertThat(toRead).isEqualTo(places(true));
    assertThat(ModuleText.read(TLA.resolve("SharedDataLocking.tla")).definition("WaitsForChild"))
        .get()
        .extracting(ModuleText.Definition::text)
        .asString()
        .contains(ThreadLocks.FOR_CHILD);
  }

  @Test
  void eachStuckThreadHasItsArrow() {
    assertThat(waitsAtTheEnd("LockingDefect_close-vs-io-lock-order"))
        .containsExactly(
            "w0.t0 for w0.t1: the table of w0",
            "w0.t1 for w0.t0: the session lock of slot 1 of w0");
    assertThat(waitsAtTheEnd("LockingDefect_cleanup-in-signal-handler"))
        .containsExactly("w0.t0 for w0.t0: element 1");
    assertThat(waitsAtTheEnd("LockingDefect_pool-lock-kept-to-upgrade"))
        .containsExactly("w1.t0 for w1.t0: the pool");
    assertThat(waitsAtTheEnd("LockingDefect_child-dies-in-fork"))
        .containsExactly("w0.t0 for w1: the fork of w1");
  }

  @Test
  void everyPlaceWhereAThreadCanWaitIsReachedBySomeTrace() throws IOException {
    Set<String> unseen = new TreeSet<>(ThreadLocks.places());
    Map<String, Integer> arrows = new HashMap<>();
    for (String name : tracesOfThreads()) {
      Trace trace = trace(name);
      for (int i = 0; i < trace.length(); i++) {
        if (trace.state(i).get("thread") instanceof TlaValue.FunctionValue threads) {
          threads.mappings().values().forEach(frame -> unseen.remove(frame.get("at").asString()));
        }
        arrows.merge(
            name,
            ThreadLocks.waits(trace.state(i), ThreadLocks.Setting.of(MODELS.get(name))).size(),
            Integer::sum);
      }
    }
    assertThat(unseen)
        .containsExactlyInAnyOrder("notice: lock the element", "notice: read-lock the pool");
    assertThat(arrows.values()).anyMatch(count -> count > 0);
  }

  @Test
  void statesOfOtherShapesHaveNeitherLocksNorWaits() {
    Map<String, TlaValue> state =
        Map.of(
            "lock", TlaValue.of(1),
            "thread", TlaValue.tuple(TlaValue.string("fork: wait for the child")),
            "holder", TlaValue.set());
    assertThat(ThreadLocks.holds(state)).isEmpty();
    assertThat(ThreadLocks.waits(state, ThreadLocks.Setting.UNKNOWN)).isEmpty();
  }
}
