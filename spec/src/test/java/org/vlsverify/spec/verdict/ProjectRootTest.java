package org.vlsverify.spec.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectRootTest {
  @TempDir Path folder;

  @Test
  void isTheNearestFolderUpwardsThatHoldsTheSpecification() throws IOException {
    Files.createDirectories(folder.resolve("spec/tla"));
    Path deep = Files.createDirectories(folder.resolve("linearizability/target"));

    assertThat(ProjectRoot.above(deep)).isEqualTo(folder);
  }

  @Test
  void outsideOfTheProjectItSaysWhatToDo() {
    assertThatThrownBy(() -> ProjectRoot.above(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "No folder at or above %s contains spec/tla;"
                + " run from inside the project or set -Dvls.root=FOLDER.",
            folder);
  }
}
