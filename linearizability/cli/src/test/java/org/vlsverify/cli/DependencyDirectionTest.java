package org.vlsverify.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Nothing knows the command line. */
class DependencyDirectionTest {
  private static ArchRule nothingKnows(String name) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(name)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(name);
  }

  private static void check(String name) {
    nothingKnows(name)
        .check(
            new ClassFileImporter()
                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.vlsverify"));
  }

  @Test
  void nothingKnowsTheCommandLine() {
    check("org.vlsverify.cli..");
  }

  @Test
  void ruleFindsWhoKnowsAnother() {
    assertThatThrownBy(() -> check("org.vlsverify.spec.."))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("org.vlsverify.cli.ShowCommand");
  }
}
