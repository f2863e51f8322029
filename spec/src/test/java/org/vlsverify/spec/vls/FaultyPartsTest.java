package org.vlsverify.spec.vls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.module.ModuleText;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;

class FaultyPartsTest {
  private static final Map<String, Model> MODELS =
      ModelCatalog.load().models().stream()
          .collect(Collectors.toMap(Model::name, Function.identity()));

  private static final Map<Path, Set<String>> PROPERTIES = new HashMap<>();

  /** Those that the specification of a model has. */
  private static Set<String> properties(Model model) {
    return PROPERTIES.computeIfAbsent(
        model.module(), module -> Set.copyOf(ModuleText.of(module).properties()));
  }

  private static List<String> names() throws IOException {
    return StoredTrace.all().stream()
        .map(f -> f.getFileName().toString().replace(".json", ""))
        .sorted()
        .toList();
  }

  private static Trace trace(String name) {
    return TraceJson.read(StoredTrace.of(MODELS.get(name)).file());
  }

  private static List<String> faults(String name) {
    return FaultyParts.of(trace(name), ThreadLocks.Setting.of(MODELS.get(name))).stream()
        .map(path -> String.join("/", path))
        .toList();
  }

  @Test
  void everyPropertyIsKnown() {
    Set<String> properties = new TreeSet<>();
    MODELS.values().forEach(model -> properties.addAll(properties(model)));
    assertThat(FaultyParts.properties()).containsExactlyInAnyOrderElementsOf(properties);
  }

  @Test
  void theLastStateOfEachCounterexampleHasFaultyPartsThatAreThere() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String name : names()) {
      Trace trace = trace(name);
      List<List<String>> parts = FaultyParts.of(trace, ThreadLocks.Setting.of(MODELS.get(name)));
      Map<String, TlaValue> last = trace.state(trace.length() - 1);
      if (parts.isEmpty() || !parts.stream().allMatch(path -> last.containsKey(path.get(0)))) {
        wrong.add(name + ": " + parts);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** A shortest counterexample violates its property in its last state, and in none before. */
  @Test
  void whatIsExactFindsTheViolationWhereItIsAndNowhereElse() throws IOException {
    List<String> wrong = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (String name : names()) {
      Trace trace = trace(name);
      String property = trace.problem().property();
      if (FaultyParts.isExact(property)) {
        seen.add(property);
        for (int i = 0; i < trace.length(); i++) {
          boolean finds =
              !FaultyParts.of(trace, i, property, ThreadLocks.Setting.of(MODELS.get(name)))
                  .isEmpty();
          if (finds != (i == trace.length() - 1)) {
            wrong.add(name + " in state " + (i + 1) + (finds ? " finds" : " misses"));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).hasSizeGreaterThan(45);
  }

  @Test
  void thePartIsTheOneAtFault() {
    assertThat(faults("Defect_owner-not-changed")).containsExactly("shared/s0/owner");
    assertThat(faults("Defect_listener-bit-lost"))
        .containsExactly("pool/w0/1/waits", "shared/s0/listeners");
    assertThat(faults("Defect_notice-twice")).containsExactly("notices/w1/s0");
    assertThat(faults("Defect_notice-lost")).containsExactly("notices/w1/s0", "shared/s0/owner");
    assertThat(faults("LockingDefect_close-vs-io-lock-order"))
        .containsExactly("thread/w0.t0", "thread/w0.t1");
    assertThat(faults("LockingDefect_fork-never-returns")).containsExactly("thread/w0.t0");
    assertThat(faults("PoolsDefect_vls-free-unlocked")).containsExactly("vls/free");
  }

  @Test
  void aSentenceSaysWhatIsAtFaultAndNotWhatOnlyHasChanged() throws IOException {
    assertThat(FaultyParts.sentence(trace("Defect_owner-not-changed")))
        .contains("the owner of s0 is w0");
    assertThat(FaultyParts.sentence(trace("LockingDefect_close-vs-io-lock-order")))
        .contains(
            "w0.t0 waits for w0.t1 (the table of w0);"
                + " w0.t1 waits for w0.t0 (the session lock of slot 1 of w0)");
    Map<String, String> without = new TreeMap<>();
    for (String name : names()) {
      Trace trace = trace(name);
      if (FaultyParts.sentence(trace).isEmpty()) {
        without.put(name, trace.problem().property());
      }
    }
    assertThat(without.values())
        .containsOnly(
            "ImplementsSharedData", "IndicesAreKept", "TypeOK", "CapacityIsKept", "PoolsNeverGrow");
  }

  /**
   * Steps before the last one are right where another property is violated, whatever they change.
   */
  @Test
  void aStepThatIsRightHasNoFault() throws IOException {
    Set<String> wrong = new TreeSet<>();
    int steps = 0;
    for (String name : names()) {
      Trace trace = trace(name);
      for (String property : FaultySteps.properties()) {
        if (properties(MODELS.get(name)).contains(property)
            && !property.equals(trace.problem().property())) {
          for (int i = 1; i < trace.length() - 1; i++) {
            steps++;
            int state = i + 1;
            FaultySteps.of(property, trace, i)
                .forEach((path, words) -> wrong.add(name + ", " + state + ": " + words));
          }
        }
      }
    }
    // Here the steps are wrong indeed; that model looks for something else.
    assertThat(wrong).allMatch(words -> words.startsWith("PoolsDefect_cleanup-looks-unlocked, "));
    assertThat(wrong).hasSize(3);
    assertThat(steps).isGreaterThan(500);
  }

  @Test
  void withoutAProblemNothingIsAtFaultAndOfAnUnknownPropertyWhatChanged() {
    Trace.Step step =
        new Trace.Step(
            new Operation("Next", Map.of()), Map.of("x", TlaValue.of(2), "y", TlaValue.of(1)));
    Map<String, TlaValue> initial = Map.of("x", TlaValue.of(1), "y", TlaValue.of(1));
    for (Verdict kind : List.of(Verdict.OK, Verdict.INVARIANT)) {
      Trace trace =
          new Trace(
              "m", new Trace.Problem(kind, "Small"), initial, List.of(step), Optional.empty());
      assertThat(FaultyParts.of(trace, ThreadLocks.Setting.UNKNOWN))
          .isEqualTo(kind == Verdict.OK ? List.of() : List.of(List.of("x")));
    }
  }

  @Test
  void thePartIsSaidInWords() throws IOException {
    assertThat(words("Defect_owner-not-changed")).containsExactly("the owner of s0 is w0");
    assertThat(words("Defect_listener-bit-lost"))
        .containsExactly("w0 waits for connections on s0", "the listeners of s0 are nobody");
    assertThat(words("Defect_notice-twice"))
        .containsExactly("2 notices to w1 that it owns s0 now, not read yet");
    assertThat(words("LockingDefect_death-in-critical-section"))
        .contains("w1.t0 is gone")
        .anyMatch(words -> words.endsWith(" is locked still"));
    assertThat(words("LockingDefect_cleanup-races-fork")).contains("use of a freed worker");
    assertThat(words("PoolsDefect_vls-free-unlocked")).containsExactly("vls.free is <<2, 3>>");
    for (String name : names()) {
      assertThat(words(name)).as(name).allMatch(words -> words.matches("\\S.* .*\\S"));
    }
  }

  /** Of a step, the words say what was before, or what should be. */
  @Test
  void whatIsWrongWithAStepIsSaidInWords() {
    assertThat(words("Defect_owner-replaced"))
        .containsExactly(
            "w2 became owner of s0, though its owner w0 is still among the subscribers");
    assertThat(words("Defect_removed-in-order"))
        .containsExactly("the subscribers of s0 are w1, w2 after w0 left, and not w2, w1");
    assertThat(words("Defect_child-owns"))
        .containsExactly(
            "the first owner of s0 is w1, and not the parent w0",
            "the first subscribers of s0 are w1, w0, and not w0, w1");
    assertThat(words("Defect_shared-data-freed-too-early"))
        .containsExactly("the shared data of s0 was freed while its subscribers were w0, w1");
    assertThat(words("Defect_all-idle-stopped"))
        .containsExactly("w1 was stopped listening on s0, though it does not own it");
    assertThat(words("Defect_child-takes-itself-for-attached"))
        .containsExactly("w1 listens on s0, of which it had no copy before");
    assertThat(words("Defect_fork-completes-too-early"))
        .containsExactly("w1 is live without a copy of s0, which its parent w0 has");
    assertThat(words("LockingDefect_free-after-release-gap"))
        .containsExactly(
            "element 1 was freed while its subscribers were w2",
            "w2’s copy of s0 refers to element 1, which is free");
    assertThat(words("LockingDefect_no-second-look"))
        .containsExactly(
            "element 1 was freed while its subscribers were w1, w2",
            "w2’s copy of s0 refers to element 1, which is free");
    assertThat(words("OptimisticDefect_no-room-while-releasing"))
        .containsExactly("t1 is told that there is no room for shared data, which is not so");
    assertThat(words("OptimisticDefect_published-early"))
        .containsExactly(
            "t1 asked for w0 who owns s0, and will be told: nobody",
            "right since it asked is only: w0");
    assertThat(words("OptimisticDefect_generation-not-compared"))
        .containsExactly(
            "t0 asked for w1 whether w0 shares s0, and will be told: yes",
            "right since it asked is only: no");
    assertThat(words("PoolsDefect_cleanup-after-exit"))
        .containsExactly(
            "element 2 of vcl was freed, which is w2’s, who neither is dead nor exits");
    assertThat(words("PoolsDefect_vls-pool-unlocked"))
        .containsExactly("element 3 of vls is w3’s now, and was not free but w2’s");
  }

  private static List<String> words(String name) {
    return List.copyOf(
        FaultyParts.inWords(trace(name), ThreadLocks.Setting.of(MODELS.get(name))).values());
  }
}
