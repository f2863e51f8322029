package org.vlsverify.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * Nothing knows the command line, and it knows of the tests only what replays a trace of Lincheck.
 */
class DependencyDirectionTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.vlsverify");

  private static ArchRule nothingKnows(String name) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(name)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(name);
  }

  private static void check(String name) {
    nothingKnows(name).check(CLASSES);
  }

  /**
   * It is a tool for testers, and so has test code with it, and Lincheck, which that needs; both
   * behind one class, so that it stays so.
   */
  private static ArchRule knowsOnlyOneOfTheTests(String allowed) {
    return noClasses()
        .that()
        .resideInAPackage("org.vlsverify.cli..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "org.vlsverify.linearizability.lincheck..",
                    "org.vlsverify.linearizability.defects..",
                    "org.vlsverify.linearizability.jqwik..",
                    "org.junit..",
                    "org.assertj..",
                    "net.jqwik..",
                    "com.tngtech.archunit..",
                    "org.jetbrains..")
                .and(not(nameMatching(allowed))));
  }

  private static void checkTests(String allowed) {
    knowsOnlyOneOfTheTests(allowed).check(CLASSES);
  }

  @Test
  void commandLineUsesOneTestClass() {
    checkTests("org\\.vlsverify\\.linearizability\\.lincheck\\.LincheckReplay(\\$.*)?");
  }

  @Test
  void ruleFindsUseOfTestClass() {
    assertThatThrownBy(() -> checkTests("nothing"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("org.vlsverify.cli.ReplayCommand")
        .hasMessageContaining("LincheckReplay");
  }

  @Test
  void nothingDependsOnCommandLine() {
    check("org.vlsverify.cli..");
  }

  @Test
  void ruleFindsDependency() {
    assertThatThrownBy(() -> check("org.vlsverify.spec.."))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("org.vlsverify.cli.ShowCommand");
  }
}
