package org.vlsverify.sessions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The implementation is a plain library: it needs the JDK and nothing else. */
class DependencyDirectionTest {
  private static ArchRule sessionsNeedOnlyTheJdk(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".sessions..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", root + ".sessions..");
  }

  @Test
  void sessionsNeedOnlyTheJdk() {
    sessionsNeedOnlyTheJdk("org.vlsverify")
        .check(
            new ClassFileImporter()
                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.vlsverify.sessions"));
  }

  @Test
  void ruleFindsAnImplementationThatNeedsALibrary() {
    String root = "org.vlsverify.architecture";

    assertThatThrownBy(
            () -> sessionsNeedOnlyTheJdk(root).check(new ClassFileImporter().importPackages(root)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("architecture.sessions.NeedsALibrary")
        .hasMessageContaining("org.assertj.core.api.Assertions");
  }
}
