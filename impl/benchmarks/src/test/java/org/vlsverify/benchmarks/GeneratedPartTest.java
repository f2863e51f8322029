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

/** The tables in README.md are those of RESULTS.md. */
class GeneratedPartTest {

  private static final Path FOLDER = Path.of(System.getProperty("vls.root"), "impl", "benchmarks");

  @TempDir private Path folder;

  @Test
  void readmeTablesAreThoseOfTheResults() throws IOException {
    List<String> results = Files.readAllLines(FOLDER.resolve("RESULTS.md"));
    List<String> readme =
        new GeneratedPart(FOLDER.resolve("README.md"))
            .lines().stream().map(line -> line.replaceFirst("^##", "#")).toList();

    assertThat(readme).hasSizeGreaterThan(20);
    assertThat(results)
        .as("RESULTS.md; one run with --output and --readme writes both files")
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
        .withMessageContaining("has no markers");
    assertThat(new CommandLine(new BenchmarkTable()).execute("--readme", file.toString()))
        .isEqualTo(CommandLine.ExitCode.USAGE);
  }
}
