package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.Successor;
import org.vlsverify.spec.tla.TlaValue;

/**
 * The overlaps of operations in the lock-level models: the positions of two threads that are both
 * within an operation, and the positions in which a worker is killed. The table {@code
 * spec/docs/overlaps.md} is generated. The test fails if the table changes, so a model or step that
 * loses an overlap is noticed, and if an empty cell has no reason. Part of {@code nightly}, as are
 * some of the models.
 */
@EnabledIfSystemProperty(named = Budget.PROPERTY, matches = "nightly")
class OverlapsIT {
  private static final String UPDATE = "vls.overlaps.update";

  private static final Path SPEC = ProjectRoot.path().resolve("spec");
  private static final Path FILE = SPEC.resolve(Path.of("docs", "overlaps.md"));
  static final Path REASONS =
      SPEC.resolve(Path.of("tla", "models", "SharedDataLocking", "overlaps.json"));

  /** All operations; then models with more deaths, workers, threads, sessions or operations. */
  private static final List<String> MODELS =
      List.of(
          "Locking_2w1t",
          "Locking_2w1t_killed",
          "Locking_2w2t_b5",
          "Locking_3w1t_b5",
          "Locking_3w2t_life_b4",
          "Locking_4w_life_b4",
          "Locking_2w2t_listen_b7",
          "Locking_3w1t_listen_b7",
          "Locking_2w2t2s_exit_b6",
          "Locking_3w2s_notices_b7");

  private final Overlaps overlaps = new Overlaps();

  @Test
  void areAsBefore() throws IOException {
    for (String model : MODELS) {
      try (SpecSession session = SpecSession.open(ModelCatalog.load().model(model))) {
        explore(session, model);
      }
    }
    Overlaps.Reasons reasons = Overlaps.Reasons.load(REASONS);
    String document = overlaps.markdown(MODELS, reasons);
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(FILE, document);
    }
    assertThat(overlaps.complaints(reasons))
        .as("cells of spec/docs/overlaps.md with neither an overlap nor a reason, or with both")
        .isEmpty();
    assertThat(Files.readString(FILE))
        .as(
            "spec/docs/overlaps.md; mvn -pl spec test -Dtest=OverlapsIT -Dvls.budget=nightly -D%s=true writes it",
            UPDATE)
        .isEqualTo(document);
  }

  /** From one initial state: the others differ from it only by the names of worker and thread. */
  private void explore(SpecSession session, String model) {
    BitSet seen = new BitSet();
    int[] level = {session.initialStates()[0]};
    seen.set(level[0]);
    while (level.length > 0) {
      List<Integer> next = new ArrayList<>();
      for (int state : level) {
        TlaValue threads = session.value(state, "thread");
        look(threads, model);
        for (Successor successor : session.successors(state)) {
          if (successor.operation().action().equals("Die")) {
            lookAtDeath(threads, successor.operation().argument("w"), model);
          }
          if (!seen.get(successor.target())) {
            seen.set(successor.target());
            next.add(successor.target());
          }
        }
      }
      level = next.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  private void look(TlaValue threads, String model) {
    List<Map.Entry<TlaValue, TlaValue>> busy =
        ((TlaValue.FunctionValue) threads)
            .mappings().entrySet().stream()
                .filter(entry -> !operation(entry).equals("none"))
                .toList();
    for (int i = 0; i < busy.size(); i++) {
      for (int j = i + 1; j < busy.size(); j++) {
        boolean sameWorker = worker(busy.get(i)).equals(worker(busy.get(j)));
        overlaps.add(
            sameWorker,
            model,
            operation(busy.get(i)),
            at(busy.get(i)),
            operation(busy.get(j)),
            at(busy.get(j)));
      }
    }
  }

  private void lookAtDeath(TlaValue threads, TlaValue killed, String model) {
    ((TlaValue.FunctionValue) threads)
        .mappings().entrySet().stream()
            .filter(entry -> worker(entry).equals(killed))
            .filter(entry -> !operation(entry).equals("none"))
            .forEach(entry -> overlaps.addDeath(model, operation(entry), at(entry)));
  }

  private static TlaValue worker(Map.Entry<TlaValue, TlaValue> thread) {
    return thread.getKey().elements().get(0);
  }

  private static String operation(Map.Entry<TlaValue, TlaValue> thread) {
    return ((TlaValue.RecordValue) thread.getValue()).fields().get("op").asString();
  }

  private static String at(Map.Entry<TlaValue, TlaValue> thread) {
    return ((TlaValue.RecordValue) thread.getValue()).fields().get("at").asString();
  }
}
