package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.run.SystemProperty;
import org.vlsverify.spec.tlc.TlcJar;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;

class CheckCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int check(String... arguments) {
    return check(Fixtures.CATALOG, arguments);
  }

  private int check(Path catalog, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--catalog", catalog.toString()));
    all.addAll(List.of(arguments));
    return CheckCommand.execute(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  @Test
  void expectedModelPasses() {
    assertThat(check("LendingOk")).isZero();
    assertThat(out.toString().lines())
        .first()
        .asString()
        .startsWith("LendingOk: Two readers, one book (Lending.tla, LendingOk.cfg; TLC of tla");
    assertThat(out.toString())
        .contains("  Progress(3)")
        .contains("LendingOk: OK, 5 distinct states, 9 generated, depth 3, ")
        .endsWith(" s - as expected" + System.lineSeparator());
  }

  @Test
  void violationIsPrintedWithTrace() {
    assertThat(check("LendingLimitless")).isZero();
    assertThat(out.toString())
        .contains(" - as expected")
        .contains("It says: A reader has at most one book at a time.")
        .contains("  3  Borrow(r=r1, b=b2)\n")
        .contains(
            "Reproduce: mvn -q -pl spec exec:java -Dexec.args=\"--catalog spec/src/test/tla/manifest.json LendingLimitless\"\n")
        .contains("java -cp tla2tools.jar tlc2.TLC -config LendingLimitless.cfg Lending.tla\n");
  }

  @Test
  void differenceHasExitCode1(@TempDir Path directory) throws IOException {
    for (String file : List.of("Lending.tla", "LendingOk.cfg")) {
      Files.copy(Fixtures.SPECS.resolve(file), directory.resolve(file));
    }
    Path catalog =
        Files.writeString(
            directory.resolve("manifest.json"),
            """
            {"module": "Lending", "models": [{"name": "LendingOk", "what": "What"}]}
            """);
    Files.writeString(
        directory.resolve("expected.json"), "{\"LendingOk\": {\"distinct\": 4, \"depth\": 3}}");
    assertThat(check(catalog)).isEqualTo(1);
    assertThat(out.toString())
        .contains(" - NOT as expected")
        .contains("  distinct states: expected 4, found 5\n")
        .contains("explain it and store it: mvn ");
  }

  @Test
  void unexpectedCounterexampleIsStored(@TempDir Path directory) throws IOException {
    for (String file : List.of("Lending.tla", "LendingLimitless.cfg")) {
      Files.copy(Fixtures.SPECS.resolve(file), directory.resolve(file));
    }
    Path catalog =
        Files.writeString(
            directory.resolve("manifest.json"),
            """
            {"models": [{"name": "unexpected", "what": "What", "module": "Lending",
              "config": "LendingLimitless.cfg"}]}
            """);
    Path file = FailingTrace.file("model-unexpected");
    Files.deleteIfExists(file);

    assertThat(check(catalog, "unexpected")).isEqualTo(1);

    Trace trace = TraceJson.read(file);
    assertThat(trace.model()).isEqualTo("unexpected");
    assertThat(trace.problem().kind()).isEqualTo(Verdict.INVARIANT);
    assertThat(out.toString())
        .contains("  3  Borrow(r=r1, b=b2)\n")
        .contains("The trace is in target/verification/traces/model-unexpected.itf.json\n")
        .contains("cli/vls trace show target/verification/traces/model-unexpected.itf.json\n")
        .contains("cli/vls trace html target/verification/traces/model-unexpected.itf.json -o ")
        .doesNotContain("cli/vls replay");
  }

  /** An unlisted configuration with its module beside it, or in a folder of models. */
  @Test
  void unlistedConfigurationIsChecked(@TempDir Path directory) throws IOException {
    Path tla = Files.copy(Fixtures.SPECS.resolve("Lending.tla"), directory.resolve("Lending.tla"));
    Path beside =
        Files.copy(Fixtures.SPECS.resolve("LendingOk.cfg"), directory.resolve("Lending.cfg"));
    assertThat(check(beside.toString())).isZero();
    assertThat(out.toString()).endsWith(" - in no manifest, no expected result\n");

    Path elsewhere =
        Files.copy(Fixtures.SPECS.resolve("LendingLimitless.cfg"), directory.resolve("x.cfg"));
    assertThat(check(elsewhere.toString())).isEqualTo(2);
    assertThat(err.toString())
        .endsWith(
            "The root module of " + elsewhere + " is not known; name it with --module FILE.\n");
    assertThat(check(elsewhere.toString(), "--module", tla.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("  3  Borrow(r=r1, b=b2)\n");

    Path folder = Files.createDirectories(directory.resolve("models/Lending/Small"));
    Files.writeString(
        directory.resolve("MCLendingSmall.tla"),
        "---- MODULE MCLendingSmall ----\nEXTENDS Lending\n====\n");
    Path inFolder = Files.copy(Fixtures.SPECS.resolve("LendingOk.cfg"), folder.resolve("any.cfg"));
    assertThat(check(inFolder.toString())).isZero();
    assertThat(out.toString()).contains("(MCLendingSmall.tla, models/Lending/Small/any.cfg; ");
    assertThat(check("missing.cfg")).isEqualTo(2);
    assertThat(err.toString()).endsWith("There is no file missing.cfg.\n");
  }

  @Test
  void listedConfigurationIsItsModel() {
    assertThat(check(Fixtures.SPECS.resolve("LendingOk.cfg").toString())).isZero();
    assertThat(out.toString()).startsWith("LendingOk: Two readers").contains(" - as expected");
  }

  @Test
  void brokenSpecificationIsBadInput() {
    assertThat(check("BrokenSyntax")).isEqualTo(2);
    assertThat(err.toString())
        .contains("Encountered \"Beginning of definition\" at line 5, column 1")
        .contains("BrokenSyntax.tla")
        .doesNotContain("Exception");
  }

  @Test
  void unknownModelIsBadInput() {
    assertThat(check("Nothing")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("There is no model");
  }

  @Test
  void unknownBudgetIsBadInput() {
    assertThat(check("--budget", "fast")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly("there is no budget \"fast\"; allowed are quick, standard, nightly.");
  }

  @Test
  @SuppressWarnings("try") // What is set is closed, and not used otherwise.
  void missingJarIsBadInput() {
    try (var property = new SystemProperty(TlcJar.PROPERTY, "missing.jar")) {
      assertThat(check("LendingOk")).isEqualTo(2);
    }
    assertThat(err.toString().lines())
        .containsExactly("-Dtla2tools.jar=missing.jar names a file that does not exist.");
  }

  @Test
  void missingCatalogIsBadInput() {
    assertThat(check(Path.of("missing.json"))).isEqualTo(2);
    assertThat(err.toString().lines()).containsExactly("There is no manifest at missing.json.");
  }

  @Test
  void invalidNumberOfWorkersIsBadInput() {
    assertThat(check("--workers", "0", "LendingOk")).isEqualTo(2);
    assertThat(check("--workers", "many", "LendingOk")).isEqualTo(2);
  }

  @Test
  void severalWorkersCountSameStates() {
    assertThat(check("--workers", "2", "LendingTwoBooks")).isZero();
  }

  @Test
  void modelsAreListedByBudget() {
    assertThat(check("--list", "--budget", "standard")).isZero();
    assertThat(out.toString())
        .contains("LendingSymmetry")
        .contains("Two readers, two books, up to symmetry")
        .doesNotContain("Endless");
  }

  @Test
  void helpListsExitCodes() {
    assertThat(check("--help")).isZero();
    assertThat(out.toString()).contains("Exit codes:").contains("everything is as expected");
  }

  private void assertRefused(String sentence, String... arguments) {
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("--distributed"));
    all.addAll(List.of(arguments));
    assertThat(check(all.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString().lines()).containsExactly(sentence);
  }

  /** What TLC's distributed mode cannot do is refused before a server starts. */
  @Test
  void limitsOfTheDistributedModeAreOneSentence() {
    assertRefused(
        "TLC's distributed mode cannot check LendingOk: it has no liveness, and checks properties"
            + " of steps only in some steps, and the model has FirstComeFirstServed."
            + " --without-properties checks its invariants only.",
        "LendingOk");
    assertRefused(
        "TLC's distributed mode cannot check LendingSimulated: a simulation has one process.",
        "LendingSimulated");
    assertRefused(
        "TLC's distributed mode cannot check LendingStuttering: the model is to violate Served.",
        "LendingStuttering",
        "--without-properties");
    assertRefused("--distributed checks one model, not 2; name it.", "LendingOk", "LendingFair");
    assertRefused(
        "--workers does not go with --distributed: each worker has a thread for each of its"
            + " processors.",
        "LendingOk",
        "--workers",
        "2");
    assertRefused(
        "--port 0: a port is a number from 1 to 65535.", "LendingTwoBooks", "--port", "0");
  }

  @Test
  void wrongCheckpointsAreOneSentence(@TempDir Path empty) {
    assertThat(check("LendingOk", "--recover", empty.toString())).isEqualTo(2);
    assertThat(check("LendingOk", "--recover", "a", "--states", "b")).isEqualTo(2);
    assertThat(check("LendingOk", "--states", "a", "--checkpoint", "0")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "There is no checkpoint of TLC in " + empty + ".",
            "--recover names the folder itself, without --states.",
            "--checkpoint must be at least 1, not 0.");
  }
}
