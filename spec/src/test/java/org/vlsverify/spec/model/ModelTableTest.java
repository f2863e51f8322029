package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.tlc.ModelRun;
import org.vlsverify.spec.tlc.Verdict;

class ModelTableTest {
  @Test
  void hasOneRowPerRun() {
    assertThat(ModelTable.of(List.of(run("LendingOk"), run("LendingSimulated"))).lines().skip(2))
        .containsExactly(
            "| LendingOk | OK | 1,234 | 5,000 | 7 | 2.5 | 2,000 |",
            "| LendingSimulated | OK | 50 behaviours | 5,000 | up to 40 | 2.5 | 2,000 |");
  }

  private static ModelRun run(String model) {
    return new ModelRun(
        Fixtures.model(model),
        Verdict.OK,
        null,
        "",
        1234,
        5000,
        0,
        7,
        2.5,
        Map.of(),
        Optional.empty(),
        Path.of("out"));
  }
}
