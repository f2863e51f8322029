package org.vlsverify.spec.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.model.DeclaredModel;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.run.SystemProperty;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.verdict.VerdictLog;

@SuppressWarnings("try") // What is set is closed, and not used otherwise.
class ModelTestsTest {
  private static final Path LENDING = Fixtures.SPECS.resolve("Lending.tla");

  @TempDir private Path folder;
  private SystemProperty root;

  /** Failures on purpose are not in the verdict of this build. */
  @BeforeEach
  void useAnotherRoot() throws IOException {
    Files.createDirectories(folder.resolve("spec/tla"));
    root = new SystemProperty(ProjectRoot.PROPERTY, folder.toString());
  }

  @AfterEach
  void useTheRoot() {
    root.close();
  }

  private static DeclaredModel declared(String name, String defect) {
    return DeclaredModel.of(LENDING, name)
        .constant("Readers", "{r1, r2}")
        .constant("Books", "{b1, b2}")
        .constant("Shelf", "Shelf")
        .constant("Defect", "\"" + defect + "\"");
  }

  /** Runs tests as JUnit does; name to the failure, null if there is none. */
  private static Map<String, Throwable> run(ModelTests models) {
    Map<String, Throwable> failures = new LinkedHashMap<>();
    try (Stream<DynamicTest> tests = models.tests()) {
      tests.forEach(
          test ->
              failures.put(
                  test.getDisplayName(), catchThrowable(() -> test.getExecutable().execute())));
    }
    return failures;
  }

  @Test
  void declaredModelsAreTests() {
    Map<String, Throwable> failures =
        run(
            ModelTests.of(
                declared("Good", "none")
                    .what("Two readers")
                    .invariants("TypeOK")
                    .properties("FirstComeFirstServed")
                    .states(47)
                    .generated(129)
                    .depth(9)
                    .model(),
                declared("Bad", "limitless").invariants("OneLoan").states(46).model()));

    assertThat(failures.get("Good")).isNull();
    assertThat(failures.get("Bad"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "Model Bad (declared in Java)\n  result: expected OK, found INVARIANT OneLoan\n")
        .hasMessageContaining("  3  Borrow(r=r1, b=b2)")
        .hasMessageContaining("\nReproduce: mvn test -Dtest=ModelTestsTest -Dvls.model=Bad\n")
        .hasMessageContaining("The trace is in target/verification/traces/Bad.json\n");
    assertThat(
            TraceJson.read(folder.resolve("target/verification/traces/Bad.json")).problem().kind())
        .isEqualTo(Verdict.INVARIANT);
    assertThat(new VerdictLog(folder).read().checks())
        .extracting(check -> check.check() + " " + check.passed())
        .containsExactlyInAnyOrder("model/Good true", "model/Bad false");
  }

  /** The numbers of a manifest are stored by a test, and compared by the next one. */
  @Test
  void numbersOfAManifestAreStoredAndCompared() throws IOException {
    Path manifest = folder.resolve("manifest.json");
    Files.copy(LENDING, folder.resolve("Lending.tla"));
    Files.copy(Fixtures.SPECS.resolve("LendingOk.cfg"), folder.resolve("LendingOk.cfg"));
    Files.writeString(
        manifest,
        """
        { "module": "Lending",
          "models": [ { "name": "LendingOk", "what": "Two readers, one book" } ] }
        """);
    try (var update = new SystemProperty(ModelTests.UPDATE_PROPERTY, "true")) {
      assertThat(run(ModelTests.of(manifest))).hasSize(1).containsEntry("numbers are stored", null);
    }
    Path expected = folder.resolve("expected.json");
    assertThat(expected)
        .content()
        .contains("\"LendingOk\": { \"distinct\": 5, \"generated\": 9, \"depth\": 3 }");
    Files.writeString(expected, Files.readString(expected).replace("5,", "6,"));

    assertThat(run(ModelTests.of(manifest)).get("LendingOk"))
        .hasMessageContaining("  distinct states: expected 6, found 5\n")
        .hasMessageContaining(
            "store it: mvn test -Dtest=ModelTestsTest -Dvls.models.update=true\n");
  }

  @Test
  void unknownModelIsOneSentence() {
    try (var only = new SystemProperty(ModelTests.ONLY_PROPERTY, "Goood")) {
      ModelTests tests = ModelTests.of(declared("Good", "none").model());
      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(tests::tests)
          .withMessage("-Dvls.model=Goood: ModelTestsTest has the models Good.");
    }
  }

  @Test
  void onlyTheNamedModelsAreChecked() {
    try (var only = new SystemProperty(ModelTests.ONLY_PROPERTY, "LendingOk")) {
      assertThat(run(ModelTests.of(Fixtures.CATALOG))).containsOnlyKeys("LendingOk");
    }
  }

  @Test
  void wrongDeclarationsAreOneSentence() {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> DeclaredModel.of(LENDING, "a b"))
        .withMessageStartingWith("\"a b\" cannot be the name of a model");
    for (Verdict kind : List.of(Verdict.INVARIANT, Verdict.INTERLEAVING)) {
      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(() -> declared("M", "none").expect(kind))
          .withMessageStartingWith("Model M: the verdict " + kind);
    }
  }
}
