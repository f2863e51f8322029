package org.vlsverify.spec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * The tools work on any specification: only one package knows names of those of this project, and
 * no other one depends on it.
 */
class NamesOfSpecificationsTest {
  private static final Path SPEC = ProjectRoot.path().resolve("spec");

  /** Every specification of threads defines its wait-for graph by these names. */
  private static final Set<String> AGREED =
      Set.of("thread", "Holds", "HoldsToRead", "Wanted", "WaitsFor");

  /** Every specification has them, and ITF has the last one. */
  private static final Set<String> EVERYWHERE = Set.of("Init", "Next", "Spec", "vars");

  /** The suffix of a module with wrong operators; also a constant of WorkerPools. */
  private static final String SUFFIX = "Defects";

  /** The variables of trace validation are about runs, with general names. */
  private static final String VALIDATION = "Trace";

  private static final Pattern COMMENT =
      Pattern.compile("\\(\\*.*?\\*\\)|\\\\\\*[^\n]*", Pattern.DOTALL);
  private static final Pattern DECLARATION =
      Pattern.compile(
          "^(?:VARIABLE|CONSTANT)S?\\b(.*?)(?=^\\S|\\z)", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern DEFINITION =
      Pattern.compile("^(\\w+)(?:\\([^)]*\\))?\\s*==", Pattern.MULTILINE);
  private static final Pattern CODE_COMMENT =
      Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
  private static final Pattern LITERAL = Pattern.compile("([\"'])((?:(?!\\1)[^\\\\\n]|\\\\.)*)\\1");

  private static ArchRule nothingDependsOnTheWords(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".vls..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".vls..");
  }

  @Test
  void nothingDependsOnTheWordsOfThisProjectsSpecifications() {
    nothingDependsOnTheWords("org.vlsverify.spec")
        .check(
            new ClassFileImporter()
                .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.vlsverify.spec"));
  }

  @Test
  void ruleFindsDependency() {
    String root = "org.vlsverify.architecture";
    assertThatThrownBy(
            () ->
                nothingDependsOnTheWords(root).check(new ClassFileImporter().importPackages(root)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("architecture.spec.KnowsTheWords");
  }

  @Test
  void noOtherFileHasNamesOfThisProjectsSpecifications() throws IOException {
    assertThat(named(SPEC.resolve(Path.of("src", "main")))).isEmpty();
  }

  @Test
  void ruleFindsNames(@org.junit.jupiter.api.io.TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("A.java"),
        "/* \"pool\" */ String a = \"subscribers\"; // \"life\"\nString b = \"life\" + \"SharedData\";");
    Files.writeString(directory.resolve("a.js"), "const a = 'freeIndices'; const b = 'it';");
    Path words = Files.createDirectories(directory.resolve("vls"));
    Files.writeString(words.resolve("B.java"), "String a = \"life\";");
    Path more = Files.createDirectories(words.resolve("more"));
    Files.writeString(more.resolve("C.java"), "String a = \"life\";");
    assertThat(named(directory))
        .containsExactly("A.java: SharedData", "A.java: life", "a.js: freeIndices");
  }

  /** The modules, variables, constants and operators of the project. */
  private static Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path module : files(SPEC.resolve("tla"), ".tla")) {
      if (module.getFileName().toString().startsWith(VALIDATION)) {
        continue;
      }
      names.add(module.getFileName().toString().replace(".tla", ""));
      String text = COMMENT.matcher(Files.readString(module)).replaceAll("");
      DECLARATION
          .matcher(text)
          .results()
          .flatMap(part -> Pattern.compile("\\w+").matcher(part.group(1)).results())
          .forEach(name -> names.add(name.group()));
      DEFINITION.matcher(text).results().forEach(name -> names.add(name.group(1)));
    }
    names.removeAll(AGREED);
    names.removeAll(EVERYWHERE);
    names.remove(SUFFIX);
    return names;
  }

  private static List<Path> files(Path directory, String... extensions) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> Stream.of(extensions).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  /** Which files outside of the package have a name as a text of their code. */
  private static Set<String> named(Path directory) throws IOException {
    Set<String> names = names();
    assertThat(names).contains("SharedData", "life", "NoCircularWait").doesNotContain("s0");
    Set<String> found = new TreeSet<>();
    for (Path file : files(directory, ".java", ".js")) {
      if (!directory.relativize(file).toString().matches("(.*/)?vls/.*")) {
        String code = CODE_COMMENT.matcher(Files.readString(file)).replaceAll("");
        LITERAL
            .matcher(code)
            .results()
            .map(literal -> literal.group(2))
            .filter(names::contains)
            .forEach(name -> found.add(file.getFileName() + ": " + name));
      }
    }
    return found;
  }
}
