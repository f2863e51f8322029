package org.vlsverify.sessions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * The library depends on the JDK only. Its packages depend on each other in one direction: the list
 * of designs on the designs, the designs on the locks, all of them on the interface. No design
 * depends on another one, nor on the support for tests, which depends on the interface only.
 */
class DependencyDirectionTest {
  private static final String ARCHITECTURE = "org.vlsverify.architecture";

  private static final JavaClasses IMPLEMENTATION =
      new ClassFileImporter()
          .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.vlsverify.sessions");

  private static final JavaClasses EXAMPLES = new ClassFileImporter().importPackages(ARCHITECTURE);

  private static ArchRule sessionsNeedOnlyTheJdk(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".sessions..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", root + ".sessions..");
  }

  private static ArchRule theInterfaceNeedsNoImplementation(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".sessions")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", root + ".sessions");
  }

  private static ArchRule locksNeedOnlyTheInterface(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".sessions.locks..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", root + ".sessions", root + ".sessions.locks..");
  }

  private static ArchRule testSupportNeedsOnlyTheInterface(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".sessions.testing..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", root + ".sessions", root + ".sessions.testing..");
  }

  private static ArchRule noDesignKnowsTheList(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".sessions.design.*..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            root + ".sessions",
            root + ".sessions.locks..",
            root + ".sessions.design.*..");
  }

  private static ArchRule noDesignKnowsAnother(String root) {
    return slices().matching(root + ".sessions.design.(*)..").should().notDependOnEachOther();
  }

  private static void assertFound(ArchRule rule, String... words) {
    assertThatThrownBy(() -> rule.check(EXAMPLES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void sessionsNeedOnlyTheJdk() {
    sessionsNeedOnlyTheJdk("org.vlsverify").check(IMPLEMENTATION);
  }

  @Test
  void packagesDependInOneDirection() {
    theInterfaceNeedsNoImplementation("org.vlsverify").check(IMPLEMENTATION);
    locksNeedOnlyTheInterface("org.vlsverify").check(IMPLEMENTATION);
    testSupportNeedsOnlyTheInterface("org.vlsverify").check(IMPLEMENTATION);
    noDesignKnowsTheList("org.vlsverify").check(IMPLEMENTATION);
    noDesignKnowsAnother("org.vlsverify").check(IMPLEMENTATION);
  }

  @Test
  void ruleFindsAnImplementationThatNeedsALibrary() {
    assertFound(
        sessionsNeedOnlyTheJdk(ARCHITECTURE),
        "architecture.sessions.NeedsALibrary",
        "org.assertj.core.api.Assertions");
  }

  @Test
  void ruleFindsAnInterfaceThatNeedsAnImplementation() {
    assertFound(
        theInterfaceNeedsNoImplementation(ARCHITECTURE),
        "architecture.sessions.NeedsADesign",
        "architecture.sessions.design.one.One");
  }

  @Test
  void ruleFindsALockThatNeedsADesign() {
    assertFound(
        locksNeedOnlyTheInterface(ARCHITECTURE),
        "architecture.sessions.locks.LockOfADesign",
        "architecture.sessions.design.one.One");
  }

  @Test
  void ruleFindsTestSupportThatNeedsADesign() {
    assertFound(
        testSupportNeedsOnlyTheInterface(ARCHITECTURE),
        "architecture.sessions.testing.SupportForADesign",
        "architecture.sessions.design.one.One");
  }

  @Test
  void ruleFindsADesignThatKnowsTheList() {
    assertFound(
        noDesignKnowsTheList(ARCHITECTURE),
        "architecture.sessions.design.one.One",
        "architecture.sessions.design.ListOfDesigns");
  }

  @Test
  void ruleFindsADesignThatKnowsAnother() {
    assertFound(
        noDesignKnowsAnother(ARCHITECTURE),
        "architecture.sessions.design.two.KnowsOne",
        "architecture.sessions.design.one.One");
  }
}
