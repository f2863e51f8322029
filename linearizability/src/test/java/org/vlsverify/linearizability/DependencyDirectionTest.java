package org.vlsverify.linearizability;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Reference and replay are usable without any test tool. */
class DependencyDirectionTest {
  private static ArchRule mainCodeNeedsNoTestTool(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".linearizability..")
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
  void mainCodeNeedsNoTestTool() {
    mainCodeNeedsNoTestTool("org.vlsverify")
        .check(
            new ClassFileImporter()
                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.vlsverify.linearizability"));
  }

  @Test
  void ruleFindsMainCodeThatNeedsATestTool() {
    String root = "org.vlsverify.architecture.linearizability";

    assertThatThrownBy(
            () ->
                mainCodeNeedsNoTestTool("org.vlsverify.architecture")
                    .check(new ClassFileImporter().importPackages(root)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("architecture.linearizability.NeedsATestTool")
        .hasMessageContaining("org.jetbrains.lincheck");
  }
}
