package org.vlsverify.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCheck;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TracePrinter;

/** Errors during a run of TLC: of the specification, of TLC, of the machine. */
class TlcTroubleTest {
  private static final int PATIENCE_IN_SECONDS = 60;

  /** For models in the shared folder, which is the working directory of their JVM. */
  private static final KeptTlc KEPT = new KeptTlc();

  @TempDir private static Path directory;

  @AfterAll
  static void close() {
    KEPT.close();
  }

  /** A counter with an error in its step from 1. */
  private Model counter(String trouble, Model.Expectation expected) throws IOException {
    return counter(trouble, "<<n, seen>>", expected);
  }

  private Model counter(String trouble, String subscript, Model.Expectation expected)
      throws IOException {
    Files.writeString(
        directory.resolve("Counter.tla"),
        """
        ---- MODULE Counter ----
        EXTENDS Naturals
        VARIABLES n, seen
        RECURSIVE Endless(_)
        Endless(i) == IF i < 0 THEN 0 ELSE Endless(i + 1)
        Init == n = 0 /\\ seen = {}
        Up(by) == n = 0 /\\ n' = n + by /\\ seen' = {by}
        Trouble ==
          /\\ n = 1
          /\\ %s
        Next == (\\E by \\in {1} : Up(by)) \\/ Trouble
        Spec == Init /\\ [][Next]_%s
        ====
        """
            .formatted(trouble, subscript));
    Files.writeString(
        directory.resolve("Counter.cfg"), "SPECIFICATION Spec\nCHECK_DEADLOCK FALSE\n");
    return new Model(
        "Counter",
        "A counter",
        "Counter",
        directory.resolve("Counter.tla"),
        directory.resolve("Counter.cfg"),
        null,
        Budget.QUICK,
        null,
        false,
        1,
        null,
        expected);
  }

  private static Model.Expectation ok(long distinct, String... warnings) {
    return new Model.Expectation(Verdict.OK, null, distinct, null, null, null, List.of(warnings));
  }

  private TlcOptions options() {
    return TlcOptions.defaults().withOutputDirectory(directory.resolve("out"));
  }

  private ModelRun run(Model model) throws InterruptedException {
    return new Tlc(TlcJar.find(), options(), KEPT).run(model);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "n' = 2; is not assigned: seen.; line 9, col 3 to line 10, col 11; /\\ n = 1 /\\ n' = 2;"
            + " seen: {1} -> (not assigned)",
        "n' = 2 /\\ seen' = {} /\\ seen = \"x\"; \"x\"; line 10, col 30 to line 10, col 39;"
            + " seen = \"x\"; ``",
        "n' = CHOOSE i \\in {0} : i > n /\\ seen' = seen; no element of S satisfied P.;"
            + " line 10, col 11 to line 10, col 50; CHOOSE i \\in {0} : i > n /\\ seen' = seen; ``",
        "n' = 1 + Endless(0) /\\ seen' = seen; calls itself for ever; ``; ``; ``",
        "n' = seen.field /\\ seen' = seen; field; line 10, col 11 to line 10, col 20; seen.field; ``"
      })
  void evaluationErrorHasPositionAndTrace(
      String trouble, String what, String where, String expression, String last)
      throws IOException, InterruptedException {
    ModelRun run =
        run(
            counter(
                trouble, new Model.Expectation(Verdict.SPEC_ERROR, null, null, null, null, null)));
    assertThat(run.verdict()).isEqualTo(Verdict.SPEC_ERROR);
    assertThat(ModelCheck.of(run).differences()).isEmpty();
    assertThat(run.message())
        .startsWith("The specification Counter.tla with the configuration Counter.cfg cannot be")
        .contains(what, where, expression);
    Trace trace = run.trace().orElseThrow();
    assertThat(trace.steps().get(0).operation()).hasToString("Up(by=1)");
    assertThat(TracePrinter.print(trace))
        .contains("  2  Up(by=1)\n       n: 0 -> 1\n", last)
        .contains("The specification cannot be evaluated: ", what, where, expression);
  }

  @Test
  void unexpectedWarningIsDifference() throws IOException, InterruptedException {
    String right = "n' = 2 /\\ seen' = seen";
    ModelRun run = run(counter(right, "n", ok(3)));
    assertThat(ModelCheck.of(run).differences())
        .singleElement()
        .asString()
        .startsWith("TLC warns: The subscript of the next-state relation")
        .contains("the state variable seen");
    assertThat(ModelCheck.of(run(counter(right, "n", ok(3, "variable seen")))).differences())
        .isEmpty();
    assertThat(
            ModelCheck.of(run(counter(right, "n", ok(3, "variable seen", "else")))).differences())
        .containsExactly("a warning that \"warnings\" lists is missing: else");
  }

  /** An endless model. */
  private Model endless() throws IOException {
    Model counter = counter("FALSE", ok(3));
    Files.writeString(
        counter.module(),
        """
        ---- MODULE Counter ----
        EXTENDS Naturals, Sequences
        VARIABLES n
        Init == n = <<>>
        Next == \\E i \\in 1..3 : n' = Append(n, i)
        Spec == Init /\\ [][Next]_n
        ====
        """);
    return counter;
  }

  @Test
  void endlessModelAndKilledTlcAreExplained()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    Model model = endless();
    ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    CompletableFuture<Void> noticed = new CompletableFuture<>();
    TlcOptions told =
        options()
            .withProgress(
                line -> {
                  lines.add(line);
                  if (line.startsWith("Depth ")) {
                    noticed.complete(null);
                  }
                });
    CompletableFuture<ModelRun> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                end.complete(new Tlc(TlcJar.find(), told).run(model));
              } catch (InterruptedException | RuntimeException e) {
                end.completeExceptionally(e);
              }
            });
    thread.start();
    noticed.get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
    ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("Counter.cfg"))
        .forEach(ProcessHandle::destroyForcibly);
    ModelRun run = end.get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "Counter has [\\d,]+ distinct states so far, where 3 are expected: it may"
                            + " be endless\\. Up to each depth: .*\\d+: [\\d,]+\\. TLC continues;"
                            + " Ctrl-C stops it\\."))
        .anySatisfy(line -> assertThat(line).matches("Depth \\d+: .* more than before"));
    assertThat(run.verdict()).isEqualTo(Verdict.CRASH);
    assertThat(run.message()).startsWith("TLC was killed").contains("signal 9", "--heap");
    assertThat(run.output()).content().doesNotContain("LEVEL");
  }

  @Test
  void smallHeapIsExplained() throws IOException, InterruptedException {
    ModelRun run = new Tlc(TlcJar.find(), options().withHeap("12m")).run(endless());
    assertThat(run.verdict()).isEqualTo(Verdict.CRASH);
    assertThat(run.message()).contains("ran out of memory", "12m", "--heap");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> Heap.checked("lots", "--heap lots"))
        .withMessage("--heap lots: it must be a size as java takes it, such as 900m or 4g.");
    assertThat(Heap.byDefault()).matches("\\d+m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1; java.io.IOException: No space left on device; The disk is full after 7 distinct states",
        "153; java.lang.OutOfMemoryError: Java heap space; TLC ran out of memory after 7",
        "137; ''; TLC was killed after 7 distinct states (signal 9)",
        "143; ''; TLC was terminated after 7 distinct states (signal 15).",
        "134; abort; TLC's process was ended by signal 6 after 7 distinct states, without a result."
            + " Its last output:",
        "3; ''; TLC's process ended with the exit code 3 after 7 distinct states"
      })
  void terminationOfTlcIsExplained(int exitCode, String printed, String sentence) {
    assertThat(TlcDeath.describe(exitCode, printed, "4g", directory, 7)).startsWith(sentence);
  }

  @Test
  void fullDiskIsNoSpecificationError() {
    TlcOutput output = new TlcOutput(line -> {}, new Growth("m", null, line -> {}));
    output.accept("Parsing file Counter.tla");
    output.accept("java.io.IOException: No space left on device");
    assertThat(output.verdict(150)).isEqualTo(Verdict.CRASH);
    TlcOutput wrong = new TlcOutput(line -> {}, new Growth("m", null, line -> {}));
    wrong.accept("Was expecting \"====\"");
    assertThat(wrong.verdict(150)).isEqualTo(Verdict.SPEC_ERROR);
  }

  @Test
  void uncreatableFolderIsBadInput() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Tlc tlc = new Tlc(TlcJar.find(), options().withOutputDirectory(file.resolve("out")));
    Model model = counter("FALSE", ok(2));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> tlc.run(model))
        .withMessageStartingWith(
            "The output of TLC cannot be stored in " + file.resolve("out") + ": ");
  }

  @Test
  void leftoversOfDeadProcessesAreDeleted() throws IOException {
    Path dead = left("vls-tlc-1");
    Path used = left("vls-tlc-2");
    Path young = left("vls-tlc-3");
    Files.setLastModifiedTime(young.resolve(".lock"), FileTime.from(Instant.now()));
    Path other = left("other");
    try (FileChannel channel = FileChannel.open(used.resolve(".lock"), StandardOpenOption.WRITE)) {
      channel.lock();
      TemporaryDirectory.deleteLeftovers(directory);
      assertThat(List.of(used, young, other)).allMatch(Files::exists);
      assertThat(dead).doesNotExist();
    }
  }

  private Path left(String name) throws IOException {
    Path folder = Files.createDirectories(directory.resolve(name).resolve("states")).getParent();
    Path lock = Files.createFile(folder.resolve(".lock"));
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
    return folder;
  }

  @Test
  void positionTextIsFromItsModule() throws IOException {
    counter("FALSE", ok(2));
    assertThat(new TlcError.Range("Counter", 9, 3, 10, 10).text(directory))
        .isEqualTo(Optional.of("/\\ n = 1 /\\ FALSE"));
    assertThat(new TlcError.Range("Naturals", 1, 1, 1, 2).text(directory)).isEmpty();
  }
}
