package org.vlsverify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultyPartsTest {
  private static final Map<String, Model> MODELS =
      ModelCatalog.load().models().stream()
          .collect(Collectors.toMap(Model::name, Function.identity()));

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(StoredTrace.DIRECTORY)) {
      return files.map(f -> f.getFileName().toString().replace(".json", "")).sorted().toList();
    }
  }

  private static Trace trace(String name) {
    return TraceJson.read(StoredTrace.DIRECTORY.resolve(name + ".json"));
  }

  private static List<String> faults(String name) {
    return FaultyParts.of(trace(name), ThreadLocks.Setting.of(MODELS.get(name))).stream()
        .map(path -> String.join("/", path))
        .toList();
  }

  @Test
  void everyPropertyIsKnown() {
    Set<String> properties = new TreeSet<>();
    MODELS.values().stream()
        .map(model -> Specification.of(model.module()))
        .distinct()
        .forEach(specification -> properties.addAll(specification.properties()));
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
    assertThat(seen).hasSizeGreaterThan(35);
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
    assertThat(words("Defect_notice-twice")).containsExactly("2 notices to w1 that it owns s0 now");
    assertThat(words("LockingDefect_death-in-critical-section"))
        .contains("w1.t0 is gone")
        .anyMatch(words -> words.endsWith(" is locked still"));
    assertThat(words("LockingDefect_cleanup-races-fork")).contains("use of a freed worker");
    assertThat(words("PoolsDefect_vls-free-unlocked")).containsExactly("vls.free is <<2, 3>>");
    for (String name : names()) {
      assertThat(words(name)).as(name).allMatch(words -> words.matches("\\S.* .*\\S"));
    }
  }

  private static List<String> words(String name) {
    Trace trace = trace(name);
    Map<String, TlaValue> last = trace.state(trace.length() - 1);
    return FaultyParts.of(trace, ThreadLocks.Setting.of(MODELS.get(name))).stream()
        .map(path -> FaultyParts.words(path, last))
        .toList();
  }
}
