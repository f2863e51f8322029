package org.vlsverify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vlsverify.spec.run.ProjectRoot;

/** Files of other tools, and machines that are set up in other ways. */
class ForeignInputTest {
  private static final Path FOREIGN =
      ProjectRoot.path().resolve(Path.of("spec", "src", "test", "resources", "foreign"));
  private static final Path REPORT = FOREIGN.resolve(Path.of("tlc", "bug-report.md"));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int vls(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    return Vls.execute(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  @Test
  void bugReportBecomesPage(@TempDir Path directory) {
    Path page = directory.resolve("page.html");
    assertThat(vls("trace", "html", REPORT, "-o", page)).isZero();
    assertThat(page)
        .content()
        .contains("The temporal property is violated by this infinite behaviour.")
        .doesNotContain("holds.\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "html", "convert --to=itf", "convert --to=mermaid"})
  void tlcOutputIsReadFromStandardInput(String command) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("trace"));
    arguments.addAll(List.of(command.split(" ")));
    arguments.add("-");
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(Files.readAllBytes(REPORT)));
    try {
      assertThat(vls(arguments.toArray())).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(out.toString()).contains("Notify");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void errorIsSelectedByNumber() {
    Path log = FOREIGN.resolve(Path.of("tlc", "continued.txt"));
    assertThat(vls("trace", "show", log)).isZero();
    assertThat(out.toString()).endsWith("The invariant Small is false in the last state.\n");
    assertThat(err.toString())
        .isEqualTo("This is the trace of the first of 3 errors; --error 2 selects the next.\n");
    assertThat(vls("trace", "show", log, "--error", 3)).isZero();
    assertThat(out.toString()).endsWith("Deadlock: no action is enabled in the last state.\n");
    err.getBuffer().setLength(0);
    assertThat(vls("trace", "show", log, "--error", 4)).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("There is no error 4: " + log + " has 3 traces.\n");
  }

  @Test
  void conversionAddsNothing() {
    assertThat(vls("trace", "convert", "--to", "itf", itf("set-one-more"))).isZero();
    assertThat(out.toString()).doesNotContain("OK", "kind");
    assertThat(vls("trace", "show", itf("set-one-more"), "--width", 60)).isZero();
    assertThat(out.toString()).contains("       m: added 160\n");
  }

  private static Path itf(String name) {
    return FOREIGN.resolve(Path.of("itf", name + ".itf.json"));
  }

  @Test
  void statesHaveSameNumbersEverywhere(@TempDir Path directory) throws IOException {
    Path large = directory.resolve("large.json");
    Files.writeString(
        large,
        "{\"vars\": [\"n\"], \"states\": [{\"n\": 0}" + ",{\"n\": 1}".repeat(100_000) + "]}");
    Locale before = Locale.getDefault();
    try {
      for (String tag : List.of("ar-EG-u-nu-arab", "tr", "de")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        err.getBuffer().setLength(0);
        assertThat(vls("trace", "show", large)).isEqualTo(2);
        assertThat(err.toString()).contains("it has 100,001 states, and only 100,000 can be read");
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private static ProcessBuilder process(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "org.vlsverify.cli.Vls"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  @Test
  void nonAsciiNamesWorkWithoutLocale(@TempDir Path directory)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(new File("/proc/self/cmdline").exists());
    Assumptions.assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> new File(folder, "xargs").canExecute()));
    Path project = Files.createDirectory(directory.resolve("prüfung"));
    Files.copy(itf("bigint"), project.resolve("größe.itf.json"));
    Path output = directory.resolve("output");
    ProcessBuilder builder =
        process("trace", "show", "größe.itf.json")
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("LC_ALL", "C");
    assertThat(builder.start().waitFor()).as(Files.readString(output)).isZero();
    assertThat(output).content().contains("x: 5 -> 1000000000000000000000");

    ProcessBuilder wrong =
        process("trace", "show", "nö").directory(project.toFile()).redirectError(output.toFile());
    wrong.environment().put("LC_ALL", "C");
    assertThat(wrong.start().waitFor()).isEqualTo(2);
    assertThat(output).hasContent("There is no file nö.");
  }

  @Test
  void dumbTerminalGetsNoColours() {
    assertThat(Terminal.isDumb(Map.of("TERM", "dumb"))).isTrue();
    assertThat(Terminal.isDumb(Map.of("TERM", "xterm"))).isFalse();
    assertThat(Terminal.isDumb(Map.of())).isFalse();
  }

  @Test
  void specificationErrorIsOnStandardError(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("M.tla"), "---- MODULE M ----\nEXTENDS Missing\n====\n");
    Files.writeString(directory.resolve("M.cfg"), "INIT Init\nNEXT Next\n");
    assertThat(vls("check", directory.resolve("M.cfg"))).isEqualTo(2);
    assertThat(err.toString()).contains("M.tla", "Missing").doesNotContain("Exception");
    assertThat(out.toString()).doesNotContain("Missing");
  }
}
