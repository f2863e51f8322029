package org.vlsverify.linearizability;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Calls, reference, replay, oracle and traces need no test tool. */
class DependencyDirectionTest {
  private static ArchRule conformanceNeedsNoTestTool(String root) {
    String module = root + ".linearizability.";
    return noClasses()
        .that()
        .resideInAnyPackage(
            module + "call..",
            module + "reference..",
            module + "replay..",
            module + "oracle..",
            module + "trace..",
            module + "stepping..",
            module + "tracevalidation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.junit..",
            "org.assertj..",
            "net.jqwik..",
            "com.tngtech.archunit..",
            "org.jetbrains.lincheck..",
            "org.jetbrains.kotlinx.lincheck..");
  }

  @Test
  void conformanceNeedsNoTestTool() {
    conformanceNeedsNoTestTool("org.vlsverify")
        .check(
            new ClassFileImporter()
                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.vlsverify.linearizability"));
  }

  @Test
  void ruleFindsAReferenceThatNeedsATestTool() {
    String root = "org.vlsverify.architecture.linearizability";

    assertThatThrownBy(
            () ->
                conformanceNeedsNoTestTool("org.vlsverify.architecture")
                    .check(new ClassFileImporter().importPackages(root)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("architecture.linearizability.reference.NeedsATestTool")
        .hasMessageContaining("org.jetbrains.lincheck");
  }
}
