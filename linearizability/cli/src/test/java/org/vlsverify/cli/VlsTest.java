package org.vlsverify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;

/**
 * The commands of the executable, as a user calls them. One class: all share the captured output
 * and the golden files.
 */
class VlsTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final String SAFETY = stored("Defect_notice-twice");
  private static final String DEADLOCK = stored("LockingDefect_fork-never-returns");
  private static final String THREADS = stored("LockingDefect_close-vs-io-lock-order");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static String stored(String model) {
    return StoredTrace.of(ModelCatalog.load().model(model)).file().toString();
  }

  private int vls(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Vls.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private void assertSucceeds(String... arguments) {
    int exitCode = vls(arguments);
    assertThat(err.toString()).isEmpty();
    assertThat(exitCode).isZero();
  }

  private void assertRefused(String sentence, String... arguments) {
    assertThat(vls(arguments)).isEqualTo(2);
    assertThat(err.toString()).isEqualTo(sentence + System.lineSeparator());
    assertThat(out.toString()).isEmpty();
  }

  /** With vls.golden.update the output is written; review it. */
  private void assertGolden(String name) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("vls.golden.update")) {
      Files.writeString(file, out.toString());
    }
    assertThat(out.toString()).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @CsvSource({
    "safety.txt, Defect_notice-twice, ''",
    "safety-columns.txt, Defect_notice-twice, --columns --width 90",
    "safety-full.txt, Defect_owner-not-changed, --full",
    "deadlock.txt, LockingDefect_close-vs-io-lock-order, --width 100",
    "columns.txt, LockingDefect_notify-after-cleanup, --columns --width 100",
    "lasso.txt, LockingWeak_session, --width 100",
    "colours.txt, Defect_notice-twice, --color always"
  })
  void tracesAreShown(String golden, String model, String options) throws IOException {
    String[] arguments =
        Stream.of(List.of("trace", "show", stored(model)), List.of(options.split(" ")))
            .flatMap(List::stream)
            .filter(argument -> !argument.isEmpty())
            .toArray(String[]::new);
    assertSucceeds(arguments);
    assertGolden(golden);
  }

  @Test
  void outputIsPlainByDefault() {
    assertSucceeds("trace", "show", SAFETY);
    assertThat(out.toString()).doesNotContain("\u001b");
    assertSucceeds("trace", "show", SAFETY, "--color", "never");
    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @Test
  void widthIsKept() {
    assertSucceeds("trace", "show", DEADLOCK, "--width", "60");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 60);
    assertSucceeds("trace", "show", DEADLOCK);
    assertThat(out.toString().lines()).anyMatch(line -> line.length() > 60);
  }

  @Test
  void tenThousandStepsAreShown(@TempDir Path directory) {
    Operation tick = new Operation("Tick", Map.of());
    List<Trace.Step> steps =
        Stream.iterate(1, i -> i + 1)
            .limit(10_000)
            .map(i -> new Trace.Step(tick, Map.of("n", TlaValue.of(i))))
            .toList();
    Path file = directory.resolve("long.json");
    TraceJson.write(
        new Trace(
            "long",
            new Trace.Problem(Verdict.INVARIANT, "Short"),
            Map.of("n", TlaValue.of(0)),
            steps,
            Optional.empty()),
        file);
    assertSucceeds("trace", "show", file.toString());
    assertThat(out.toString().lines()).hasSize(20_003);
  }

  /** What takes the time is to read them: 13 MB of JSON, of few different parts. */
  @Test
  void tenThousandStepsBetweenLocksAreShown(@TempDir Path directory) {
    Trace loop = TraceJson.read(Path.of(stored("LockingWeak_element")));
    List<Trace.Step> steps = new ArrayList<>();
    while (steps.size() < 10_000) {
      steps.addAll(loop.steps());
    }
    Path file = directory.resolve("long.json");
    TraceJson.write(
        new Trace(
            loop.model(),
            loop.problem(),
            loop.initial(),
            steps.subList(0, 10_000),
            Optional.empty()),
        file);
    Trace trace = TraceJson.read(file);
    int round = loop.steps().size();
    assertThat(trace.state(2 * round)).isEqualTo(trace.state(round));
    trace
        .state(round)
        .forEach(
            (variable, value) ->
                assertThat(trace.state(2 * round).get(variable)).as(variable).isSameAs(value));
    assertSucceeds("trace", "show", file.toString());
  }

  @Test
  void itfIsWrittenWithoutLoss(@TempDir Path directory) {
    Path copy = directory.resolve("copy.itf.json");
    assertSucceeds("trace", "convert", "--to", "itf", THREADS, "-o", copy.toString());
    assertThat(out.toString()).isEqualTo(copy + System.lineSeparator());
    assertThat(TraceJson.read(copy)).isEqualTo(TraceJson.read(Path.of(THREADS)));
    assertSucceeds("trace", "convert", "--to", "json", THREADS);
    assertThat(out.toString()).isEqualTo(TraceJson.toJson(TraceJson.read(Path.of(THREADS))));
  }

  @ParameterizedTest
  @CsvSource({
    "safety.mmd, Defect_notice-twice",
    "deadlock.mmd, LockingDefect_close-vs-io-lock-order",
    "lasso.mmd, LockingWeak_session"
  })
  void tracesBecomeDiagrams(String golden, String model) throws IOException {
    assertSucceeds("trace", "convert", "--to", "mermaid", stored(model));
    assertGolden(golden);
    assertThat(out.toString().lines().skip(1))
        .allMatch(
            line ->
                line.matches(
                    " {4}(participant p\\d+ as .*|p\\d+->>p\\d+: .*"
                        + "|Note (right of p\\d+|over p\\d+(,p\\d+)?): .*|loop .*|end)"));
  }

  @Test
  void tracesBecomePages(@TempDir Path directory) {
    Path page = directory.resolve("page.html");
    for (String trace : List.of(SAFETY, THREADS, stored("LockingWeak_session"))) {
      assertSucceeds("trace", "html", trace, "--force", "-o", page.toString());
      assertThat(page).content().startsWithIgnoringCase("<!doctype html>");
    }
  }

  @Test
  void existingFileIsNotOverwritten(@TempDir Path directory) throws IOException {
    Path there = Files.writeString(directory.resolve("there"), "mine");
    assertRefused(
        "The file " + there + " exists; --force replaces it.",
        "trace",
        "convert",
        "--to",
        "mermaid",
        SAFETY,
        "-o",
        there.toString());
    assertThat(there).hasContent("mine");
    assertSucceeds("trace", "convert", "--to", "mermaid", SAFETY, "--force", "-o", "" + there);
    assertThat(there).content().startsWith("sequenceDiagram");
    assertThat(directory).isDirectoryContaining(there::equals);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(there);
    }
  }

  @Test
  void unwritableFileIsReported(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "no folder");
    Path below = file.resolve("out");
    assertRefused(
        "The file " + below + " cannot be written: " + file + " is not a folder.",
        "trace",
        "convert",
        "--to",
        "itf",
        SAFETY,
        "-o",
        below.toString());
    assertRefused(
        "The output " + directory + " is a folder, not a file.",
        "trace",
        "convert",
        "--to",
        "itf",
        SAFETY,
        "--force",
        "-o",
        directory.toString());
  }

  /** Permissions do not apply to root; these places are read-only for all users. */
  @ParameterizedTest
  @ValueSource(strings = {"/proc/out.json", "/sys/out.json"})
  void unwritableFolderIsReported(String file) {
    Assumptions.assumeTrue(Files.isDirectory(Path.of(file).getParent()));
    for (String force : List.of("--force=false", "--force")) {
      assertThat(vls("trace", "convert", "--to", "itf", SAFETY, "-o", file, force)).isEqualTo(2);
      assertThat(err.toString())
          .startsWith("The file " + file + " cannot be written: ")
          .endsWith("." + System.lineSeparator())
          .hasLineCount(1);
      assertThat(out.toString()).isEmpty();
      assertThat(Path.of(file)).doesNotExist();
    }
  }

  @Test
  void deviceIsNotReplaced() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full));
    for (String force : List.of("--force=false", "--force")) {
      assertRefused(
          "The output /dev/full is not an ordinary file.",
          "trace",
          "convert",
          "--to",
          "itf",
          SAFETY,
          "-o",
          full.toString(),
          force);
    }
    assertThat(Files.isRegularFile(full)).isFalse();
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
  void fullDiskIsReported(@TempDir Path directory) throws IOException, InterruptedException {
    File full = new File("/dev/full");
    Assumptions.assumeTrue(full.exists());
    Path err = directory.resolve("err");
    Process process =
        process("trace", "show", SAFETY).redirectOutput(full).redirectError(err.toFile()).start();
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(err).hasContent("Standard output cannot be written: No space left on device.");
  }

  @Test
  void brokenPipeIsSilent(@TempDir Path directory) throws IOException, InterruptedException {
    Path err = directory.resolve("err");
    Process process = process("list").redirectError(err.toFile()).start();
    process.getInputStream().close();
    assertThat(process.waitFor()).isZero();
    assertThat(err).isEmptyFile();
  }

  @Test
  void codeWithoutDefectDivergesFromTrace() throws IOException {
    assertSucceeds("replay", SAFETY, "--design", "locked-multi-threaded");
    assertGolden("replay.txt");
  }

  @Test
  void codeThatFollowsWrongTraceHasDefect() throws IOException {
    // A correct behaviour of the specification, labelled as a violation.
    Trace trace = TraceJson.read(Path.of(SAFETY));
    Trace right =
        new Trace(
            trace.model(),
            trace.problem(),
            trace.initial(),
            trace.steps().subList(0, 4),
            Optional.empty());
    Path file = Files.createTempFile("right", ".json");
    TraceJson.write(right, file);
    try {
      assertThat(vls("replay", file.toString(), "--shared-capacity=1", "--listenable=0"))
          .isEqualTo(1);
      assertThat(out.toString()).contains("both have the defect");
    } finally {
      Files.delete(file);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Defect_exit-unshares-private, locked-single-threaded, 3",
    "Defect_last-inherits, optimistic-single-threaded, 8",
    "Defect_listener-marked-before-listen, global-lock, 7"
  })
  void noDesignHasDefectOfAbstractSpecification(String model, String design, int step) {
    assertSucceeds("replay", stored(model), "--design", design);
    assertThat(out.toString())
        .contains("Step " + step + ": the code diverges from the trace, ")
        .contains("the code does not have this defect.");
  }

  @Test
  void livenessTraceIsNotReplayed() {
    assertRefused(
        "The trace of Defect_notices-not-read cannot be replayed: it violates a liveness property,"
            + " and each of its steps is correct.",
        "replay",
        stored("Defect_notices-not-read"));
  }

  @Test
  void lockLevelTraceIsRejected() {
    assertRefused(
        "The lock-level trace of LockingDefect_close-vs-io-lock-order cannot be replayed: it has I/O,"
            + " which the Java interface does not have.",
        "replay",
        THREADS);
    assertRefused(
        "No option applies to a lock-level trace, which has one design. Try 'vls replay --help'.",
        "replay",
        THREADS,
        "--design",
        "locked-multi-threaded");
    assertRefused(
        "There is no design lucky; there are "
            + String.join(", ", new ReplayCommand.Designs())
            + ". Try 'vls replay --help'.",
        "replay",
        SAFETY,
        "--design",
        "lucky");
  }

  @Test
  void lockLevelTraceIsDrivenOnItsMutant() {
    assertSucceeds("replay", stored("LockingDefect_exit-unshares-private"));
    assertThat(out.toString().lines())
        .containsExactly(
            "LockingDefect_exit-unshares-private, step by step, on a mutant of"
                + " locked-multi-threaded. An exit unshares private sessions, too.",
            "  2  w0.t0: begin open",
            "  3  w0.t0: open: enter",
            "  4  w0.t0: begin exit",
            "  5  w0.t0: leave: read-lock the pool",
            "The mutant follows the trace to its end, and is in the same state.",
            "On locked-multi-threaded:",
            "Step 5: the code diverges from the trace at w0.t0: leave: read-lock the pool.",
            "       w0.t0: expected to throw (an assertion does not hold), returns CLOSED",
            "The code does not have this defect.",
            "The defect: The invariant AssertionsHold is false in the last state.");
  }

  @Test
  void traceOfOtherCodeIsNotReplayed(@TempDir Path directory) {
    Path file = directory.resolve("mine.itf.json");
    Traces.store(TraceJson.read(Path.of(SAFETY)), file, "my-sessions");
    assertRefused(
        "The trace is of my-sessions, which is no design of this project and cannot be run here;"
            + " --design replays it on a design.",
        "replay",
        file.toString());
    assertSucceeds("replay", file.toString(), "--design", "locked-multi-threaded");
  }

  @Test
  void foreignTraceIsShown() {
    Path foreign =
        ProjectRoot.path()
            .resolve(
                Path.of("spec", "src", "test", "resources", "foreign", "itf", "library.itf.json"));
    assertSucceeds("trace", "show", foreign.toString());
    assertThat(out.toString()).contains("  2  step()   <- the loop starts here");
    assertThat(vls("replay", foreign.toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("The trace of Library.tla cannot be replayed, since it is not one of the");
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "html", "convert --to itf", "convert --to mermaid", "replay"})
  void fileWithoutTraceIsBadInput(String command, @TempDir Path directory) throws IOException {
    Path empty = Files.createFile(directory.resolve("empty"));
    String[] words =
        ((command.equals("replay") ? "" : "trace ") + command + " " + empty).split(" ");
    assertRefused("The file " + empty + " is empty.", words);
    Path cut = directory.resolve("cut");
    Files.writeString(cut, Files.readString(Path.of(SAFETY)).substring(0, 700));
    words[words.length - 1] = cut.toString();
    assertRefused("The file " + cut + " is cut off: its JSON has no end.", words);
  }

  @Test
  void misuseIsOneSentence() {
    assertRefused("A command is missing. Try 'vls --help'.");
    assertRefused("A command is missing. Try 'vls trace --help'.", "trace");
    assertRefused(
        "Missing required parameter: 'FILE'. Try 'vls trace show --help'.", "trace", "show");
    assertRefused(
        "--width must be at least 40, not 3. Try 'vls trace show --help'.",
        "trace",
        "show",
        SAFETY,
        "--width",
        "3");
    assertRefused(
        "--columns and --full exclude each other. Try 'vls trace show --help'.",
        "trace",
        "show",
        SAFETY,
        "--columns",
        "--full");
  }

  @Test
  void listNamesModelsDefectsAndTraces() throws IOException {
    assertSucceeds("list");
    assertThat(out.toString())
        .containsPattern("  SharedData_2w1s {30}quick .* 2 workers, 1 listenable session: all")
        .contains("  notice-twice                       Defect_notice-twice")
        .contains(
            "  spec/counterexamples/SharedData/invariants/NoticesAreForOwners/Defect_notice-twice.json");
    assertThat(out.toString())
        .contains("Defect_notice-twice.json  (vls replay: its operations, by one thread)")
        .contains("LockingDefect_element-unlocked.json  (vls replay: step by step, on a mutant)")
        .contains("LockingDefect_close-vs-io-lock-order.json" + System.lineSeparator());
    assertSucceeds("list", "defects", "--format", "json");
    JsonNode all = new JsonMapper().readTree(out.toString());
    assertThat(all.has("models")).isFalse();
    assertThat(all.get("defects"))
        .anyMatch(defect -> defect.get("name").textValue().equals("notice-twice"));
  }

  @Test
  void modelsWriteFindsNothingToChange() {
    assertSucceeds("models", "write", "SharedData_2w1s");
    assertThat(out.toString().lines())
        .containsExactly("models to check: 1", "All verdicts are as in the manifests.");
  }

  @Test
  void checkRunsAModel() {
    assertSucceeds("check", "SharedData_2w1s");
    assertThat(out.toString()).contains("491 distinct states").contains(" - as expected");
    assertThat(vls("check", "NoSuchModel")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("There is no model NoSuchModel; ")
        .contains("vls list")
        .hasSizeLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "check ",
        "models ",
        "models write ",
        "list ",
        "trace ",
        "trace show ",
        "trace html ",
        "trace convert ",
        "replay ",
        "validate ",
        "mutate "
      })
  void eachCommandHasHelpWithItsExitCodes(String command) {
    assertSucceeds((command + "--help").split(" "));
    assertThat(out.toString())
        .contains("Usage: vls")
        .contains("Exit codes:")
        .containsPattern("\n  2   bad input")
        .containsPattern("\n  3   an internal error of this program")
        // A default in a group of options that picocli has not made.
        .doesNotContain("null");
  }

  @Test
  void versionIsPrinted() {
    assertSucceeds("--version");
    assertThat(out.toString()).startsWith("vls ");
  }

  private static final Path RUN =
      ProjectRoot.path().resolve("linearizability/src/test/resources/tracevalidation/run.ndjson");

  @Test
  void recordedRunIsAccepted() {
    assertSucceeds("validate", RUN.toString());

    assertThat(out.toString()).contains("run.ndjson: accepted, 380 events");
  }

  @Test
  void recordedRunThatIsNoBehaviourIsRejected(@TempDir Path folder) throws IOException {
    Path changed = folder.resolve("changed.ndjson");
    Files.writeString(
        changed, Files.readString(RUN).replaceFirst("\"owner\":\\[\"s1 w1\"\\]", "\"owner\":[]"));

    assertThat(vls("validate", RUN.toString(), changed.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("run.ndjson: accepted")
        .contains("changed.ndjson: rejected")
        .contains("Line 41 fits no step of SharedDataLocking: w0.t0 works")
        .contains("What the specification would have allowed to w0.t0:");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "global-lock, closed, last-closed, SharedDataGlobalLock",
    "optimistic, leave: unsubscribe, leave: pass on, SharedDataOptimistic"
  })
  void runOfAnotherDesignIsValidated(
      String design, String text, String other, String specification, @TempDir Path folder)
      throws IOException {
    Path run = RUN.resolveSibling("run-" + design + ".ndjson");
    Path changed = folder.resolve("changed.ndjson");
    Files.writeString(
        changed, Files.readString(run).replace("\"" + text + "\"", "\"" + other + "\""));

    assertThat(vls("validate", run.toString(), changed.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("run-" + design + ".ndjson: accepted")
        .contains("fits no step of " + specification + ": ")
        .contains("What the specification would have allowed to ");
    assertThat(err.toString()).isEmpty();

    Files.writeString(changed, Files.readString(run).replace(design, "no-lock"));
    assertRefused(
        "The run " + changed + " is wrong in line 1: there is no design no-lock.",
        "validate",
        changed.toString());
  }

  @Test
  void runOfTheCCodeIsValidated(@TempDir Path folder) throws IOException {
    Path run = ProjectRoot.path().resolve("spec/c-runs/runs/ends/f13.ndjson");
    String text = Files.readString(run);
    Path changed = folder.resolve("changed.ndjson");
    Files.writeString(changed, text.replace("\"value\":1,\"len\":2", "\"value\":0,\"len\":2"));

    assertThat(vls("validate", run.toString(), changed.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("f13.ndjson: accepted, 59 events")
        .contains("changed.ndjson: rejected")
        .contains(
            "Line 50 fits no step of the source as committed: P1.main: vec_add1 in vls_share_session")
        .contains("w1.t0 is in be forked, next: \"share: subscribe\"");

    Files.writeString(changed, text.replace("vec_add1", "vec_add2"));
    assertRefused(
        "The run changed is wrong: line 47 has an event that mapping.json does not know: vec_add2"
            + " of vls_share_session, in vls_share_session.",
        "validate",
        changed.toString());
  }

  @Test
  void recordedRunIsShownOnAPage(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("run.html");
    assertSucceeds("validate", "--page", page.toString(), RUN.toString());

    assertThat(out.toString())
        .contains("run.ndjson: accepted, ")
        .endsWith(page + System.lineSeparator());
    assertThat(page)
        .content()
        .contains("Recorded run run.ndjson", ": unsubscribe (line ")
        .doesNotContain("REJECTED");
    assertRefused(
        "--page needs one FILE. Try 'vls validate --help'.",
        "validate",
        "--page",
        page.toString(),
        RUN.toString(),
        RUN.toString());
  }

  @Test
  void malformedRecordedRunIsBadInput(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("run.ndjson");
    String good = Files.readString(RUN);

    Files.writeString(file, good.replaceFirst("w0.t0", "w7.t0"));
    assertRefused(
        "The run " + file + " is wrong in line 2: there is no w7.", "validate", file.toString());

    Files.writeString(file, good.replaceFirst("\"take\"", "\"takes\""));
    assertRefused(
        "The run " + file + " is wrong in line 2: there is no event takes.",
        "validate",
        file.toString());

    Files.writeString(file, "{\"format\":1}\n");
    assertRefused(
        "The run " + file + " is wrong in line 1: there is no workers.",
        "validate",
        file.toString());

    assertRefused(
        "There is no run that can be read at nowhere.ndjson.", "validate", "nowhere.ndjson");
  }
}
