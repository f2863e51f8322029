package org.vlsverify.linearizability.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.example.Tutorial.Part;
import org.vlsverify.spec.run.Option;
import org.vlsverify.spec.run.ProjectRoot;

/** The tutorial shows the files of its folder. {@link TutorialIT} carries it out. */
class TutorialTest {
  private static final int MOST_LINES = 150;

  @Test
  void tutorialShowsTheFilesOfItsFolder() throws IOException {
    String before = Files.readString(Tutorial.TEXT);
    String now = Tutorial.withFiles(before);
    if (Boolean.getBoolean(Option.DOCS_UPDATE.property())) {
      Files.writeString(Tutorial.TEXT, now);
    } else {
      assertThat(before)
          .as(
              Tutorial.TEXT
                  + " is not up to date; mvn -pl linearizability -am test -Dtest=TutorialTest"
                  + " -Dvls.docs.update=true writes it")
          .isEqualTo(now);
    }
  }

  @Test
  void everyFileOfTheFolderIsShown() throws IOException {
    List<String> shown =
        Tutorial.parts(Files.readString(Tutorial.TEXT)).stream()
            .filter(Part.File.class::isInstance)
            .map(part -> ((Part.File) part).path())
            .toList();
    assertThat(shown).containsExactlyInAnyOrderElementsOf(files());
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(Tutorial.FOLDER)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> Tutorial.FOLDER.relativize(file).toString())
          .filter(name -> !name.equals("README.md") && !name.startsWith("target"))
          .toList();
    }
  }

  /** Without the file for Maven and blank lines. */
  @Test
  void exampleIsSmall() throws IOException {
    long lines = 0;
    for (String file : files()) {
      lines +=
          file.equals("pom.xml")
              ? 0
              : Files.readString(Tutorial.FOLDER.resolve(file))
                  .lines()
                  .filter(line -> !line.isBlank())
                  .count();
    }
    assertThat(lines).isBetween(1L, (long) MOST_LINES);
  }

  /** The test of the tutorial uses the plugins of this build, without a network. */
  @Test
  void fileForMavenHasTheVersionsOfThisBuild() throws IOException {
    String ours = Files.readString(ProjectRoot.path().resolve("pom.xml"));
    String its = Files.readString(Tutorial.FOLDER.resolve("pom.xml"));
    assertThat(its)
        .contains("<version>" + value(ours, "version") + "</version>\n      <scope>")
        .contains(plugin(ours, "resources"), plugin(ours, "compiler"), plugin(ours, "surefire"));
  }

  private static String plugin(String pom, String name) {
    return "<artifactId>maven-%s-plugin</artifactId><version>%s</version>"
        .formatted(name, value(pom, name + "-plugin.version"));
  }

  private static String value(String pom, String name) {
    Matcher value = Pattern.compile("<%1$s>([^<$]+)</%1$s>".formatted(name)).matcher(pom);
    assertThat(value.find()).as(name).isTrue();
    return value.group(1);
  }

  @Test
  void partsAreFound() {
    String text =
        """
        A file, `a/b.txt`:

        ```java
        x
        ```

        `other` is no file: of it nothing is known.

        ```sh
        run
        stop # fails
        ```

        ```text
        done
        ```
        """;
    assertThat(Tutorial.parts(text))
        .containsExactly(
            new Part.File("a/b.txt", "x\n"),
            new Part.Commands(List.of("run", "stop # fails")),
            new Part.Output(List.of("done")));
  }
}
