package org.vlsverify.spec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The specification depends neither on the implementation nor on the comparison of the two. */
class DependencyDirectionTest {
  private static ArchRule specStandsAlone(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".spec..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(root + ".sessions..", root + ".linearizability..");
  }

  @Test
  void specStandsAlone() {
    specStandsAlone("org.vlsverify")
        .check(
            new ClassFileImporter()
                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.vlsverify.spec"));
  }

  @Test
  void ruleFindsUseOfImplementation() {
    String root = "org.vlsverify.architecture";

    assertThatThrownBy(
            () -> specStandsAlone(root).check(new ClassFileImporter().importPackages(root)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("architecture.spec.KnowsTheImplementation")
        .hasMessageContaining("architecture.sessions.Implementation");
  }
}
