package org.vlsverify.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The tables in the README are those of the last run that was kept. */
class GeneratedPartTest {

  private static final Path ROOT = Path.of(System.getProperty("vls.root"));

  @TempDir private Path folder;

  @Test
  void readmeTablesAreThoseOfTheResults() throws IOException {
    List<String> results = Files.readAllLines(ROOT.resolve("impl/benchmarks/RESULTS.md"));
    List<String> readme =
        new GeneratedPart(ROOT.resolve("README.md"))
            .lines().stream().map(line -> line.replaceFirst("^##", "#")).toList();

    assertThat(readme).hasSizeGreaterThan(20);
    assertThat(results)
        .as("impl/benchmarks/RESULTS.md; both are written by --output and --readme of one run")
        .containsSubsequence(readme);
  }

  @Test
  void onlyTheGeneratedPartIsReplaced() throws IOException {
    Path file = folder.resolve("file.md");
    Files.writeString(
        file,
        """
        before
        <!-- begin of what the benchmarks have written -->
        old
        <!-- end of what the benchmarks have written -->
        after
        """);
    new GeneratedPart(file).replace(List.of("new", "newer"));

    assertThat(new GeneratedPart(file).lines()).containsExactly("new", "newer");
    assertThat(Files.readAllLines(file)).startsWith("before").endsWith("after").hasSize(6);
  }

  @Test
  void fileWithoutMarkersIsRefused() throws IOException {
    Path file = folder.resolve("file.md");
    Files.writeString(file, "nothing");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new GeneratedPart(file))
        .withMessageContaining("has no lines");
    assertThat(new CommandLine(new BenchmarkTable()).execute("--readme", file.toString()))
        .isEqualTo(CommandLine.ExitCode.USAGE);
  }
}
