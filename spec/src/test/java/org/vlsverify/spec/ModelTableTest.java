package org.vlsverify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelTableTest {
  @Test
  void hasOneRowPerRun() {
    Model model = Fixtures.model("LendingOk");
    ModelRun run =
        new ModelRun(
            model,
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
    assertThat(ModelTable.of(List.of(run)).lines().skip(2))
        .containsExactly("| LendingOk | OK | 1,234 | 5,000 | 7 | 2.5 | 2,000 |");
  }
}
