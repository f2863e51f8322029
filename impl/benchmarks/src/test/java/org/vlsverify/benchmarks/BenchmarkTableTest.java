package org.vlsverify.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command line, and its table in README.md. */
class BenchmarkTableTest {

  private static final Path README =
      Path.of(System.getProperty("vls.root"), "impl", "benchmarks", "README.md");

  @Test
  void readmeListsEveryOption() throws IOException {
    String readme = Files.readString(README);

    assertThat(new CommandLine(new BenchmarkTable()).getCommandSpec().options())
        .extracting(CommandLine.Model.OptionSpec::longestName)
        .filteredOn(name -> !name.equals("--version"))
        .contains("--operations")
        .allSatisfy(name -> assertThat(readme).contains("| `" + name + "` |"));
  }
}
