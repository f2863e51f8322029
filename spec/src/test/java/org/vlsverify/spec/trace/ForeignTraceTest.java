package org.vlsverify.spec.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tlc.Verdict;

/** Files of other tools in the Informal Trace Format, with all features of their writers. */
class ForeignTraceTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "foreign", "itf");

  static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Trace read(String name) {
    return TraceJson.read(FOLDER.resolve(name + ".itf.json"));
  }

  private static Trace parse(String json, Path directory) throws IOException {
    return TraceJson.read(Files.writeString(directory.resolve("some.itf.json"), json));
  }

  @ParameterizedTest
  @MethodSource("files")
  void conversionKeepsContent(Path file, @TempDir Path directory) throws IOException {
    Trace trace = TraceJson.read(file);
    Path copy = directory.resolve("copy.itf.json");
    TraceJson.write(trace, copy);
    assertThat(TraceJson.read(copy)).isEqualTo(trace);
    JsonNode before = new JsonMapper().readTree(file.toFile());
    assertThat(new JsonMapper().readTree(copy.toFile())).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "status-violation, VIOLATION",
    "quint-mbt, VIOLATION",
    "quint-rust, OK",
    "library, NOT_SAID",
    "loop-null, NOT_SAID",
    "apalache-temporal, LIVENESS"
  })
  void verdictIsTakenFromFile(String name, Verdict kind) {
    assertThat(read(name).problem()).isEqualTo(new Trace.Problem(kind, null));
  }

  @Test
  void noteOfFileIsShown() {
    assertThat(TracePrinter.print(read("status-violation")))
        .endsWith(
            """
            The file says: status: violation.
            The file of the trace reports a violation.
            """);
    assertThat(TracePrinter.print(read("bigint"))).doesNotContain("holds", "says");
    assertThat(TracePrinter.said(read("quint-rust")))
        .contains("The file says: source: counter.qnt; status: ok.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "quint-mbt; deposit(amount=92233720368547758070, who=\"bob\") withdraw(who=\"alice\")",
        "action-taken; jump(by=2)",
        "last-action; Sell(pieces=2, to=\"ann\") Return(value=1) Count()",
        "meta-action; Add(n=5) Reset(why=\"full\") Idle()",
        "loop-null; step()"
      })
  void stepsKeepNamesOfTheirTool(String name, String steps) {
    assertThat(
            String.join(
                " ", read(name).steps().stream().map(s -> s.operation().toString()).toList()))
        .isEqualTo(steps);
  }

  @Test
  void apalacheLoopIsLasso() {
    assertThat(TracePrinter.print(read("apalache-temporal")))
        .isEqualTo(
            """
              1  Initial state
                   Limit = 2
                   light = "red"
                   requested = FALSE
              2  step()   <- the loop starts here
                   requested: FALSE -> TRUE
              3  step()
                   light: "red" -> "yellow"
              ->  step()   <- back to state 2
                   light: "yellow" -> "red"
            The file says: description: Created by Apalache on Sun Nov 29 18:00:00 UTC 2026.
            The temporal property is violated by this infinite behaviour.
            """);
    assertThat(read("apalache-temporal-old").lasso())
        .contains(new Trace.Lasso(1, Optional.empty()));
  }

  @Test
  void loopWithoutReturnIsNoLasso(@TempDir Path directory) throws IOException {
    Trace open =
        parse(
            "{\"vars\": [\"__InLoop\", \"__saved_x\", \"x\"], \"states\": ["
                + "{\"__InLoop\": false, \"__saved_x\": 0, \"x\": 0},"
                + "{\"__InLoop\": true, \"__saved_x\": 0, \"x\": 1}]}",
            directory);
    assertThat(open.lasso()).isEmpty();
    assertThat(open.initial()).containsKey("__InLoop");
  }

  @Test
  void foreignMetaKindIsIgnored(@TempDir Path directory) throws IOException {
    assertThat(
            parse(
                    "{\"#meta\": {\"kind\": \"run\"}, \"vars\": [\"x\"], \"states\": [{\"x\": 1}]}",
                    directory)
                .problem()
                .kind())
        .isEqualTo(Verdict.NOT_SAID);
  }

  @Test
  void byteOrderMarkIsIgnored(@TempDir Path directory) throws IOException {
    String json = Files.readString(FOLDER.resolve("bigint.itf.json"));
    assertThat(parse("\ufeff" + json, directory)).isEqualTo(read("bigint"));
    Path wide = directory.resolve("wide.json");
    Files.write(wide, ("\ufeff" + json).getBytes(StandardCharsets.UTF_16LE));
    assertThat(TraceJson.read(wide)).isEqualTo(read("bigint"));
  }

  @Test
  void missingValueIsRejected(@TempDir Path directory) {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(
            () -> parse("{\"vars\": [\"x\"], \"states\": [{\"x\": 1}, {\"y\": 1}]}", directory))
        .withMessageEndingWith("its state 2 has no value of the variable x.");
  }
}
