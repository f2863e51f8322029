package org.vlsverify.linearizability.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.linearizability.example.Tutorial.Part;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * Carries out the tutorial literally, in a folder elsewhere and with a local repository of its own,
 * so that only installed artifacts are used. Maven takes all others from the local repository of
 * this build, as from a remote one: the test needs no network, and works on a fresh machine.
 *
 * <p>The first command, {@code mvn install}, compiles everything once more. So only the budget
 * {@code nightly} runs it; otherwise the jars of this build are copied to their places.
 */
class TutorialIT {
  private static final Pattern VERSION =
      Pattern.compile("vls-verify-linearizability</artifactId>\\s*<version>(.*)</version>");

  private static final List<String> MODULES = List.of("spec", "impl", "linearizability");

  /** The optimizing compiler would take most of the time of Maven, and of the tests. */
  private static final String SHORT_RUN =
      "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ActiveProcessorCount=1";

  /** The depth of a jar in a local repository, below a group of three parts. */
  private static final int LEVELS = 6;

  @TempDir private Path temporary;

  @Test
  void tutorialWorks() throws IOException, InterruptedException {
    Path project = Files.createDirectories(temporary.resolve("lending"));
    wrapMaven();
    String output = "";
    boolean first = true;
    for (Part part : Tutorial.parts(Files.readString(Tutorial.TEXT))) {
      if (part instanceof Part.File file) {
        Path path = project.resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.content());
      } else if (part instanceof Part.Commands commands) {
        output = first ? install(commands) : run(project, commands);
        first = false;
      } else if (part instanceof Part.Output expected) {
        assertHas(output, expected.lines());
      }
    }
  }

  /** In the order of the output; blanks and the rest of a line do not count. */
  private static void assertHas(String output, List<String> lines) {
    String remaining = blanksInOne(output);
    for (String line : lines) {
      int at = remaining.indexOf(blanksInOne(line));
      assertThat(at)
          .as("the line \"%s\" in the rest of this output:%n%s", line, output)
          .isNotNegative();
      remaining = remaining.substring(at);
    }
  }

  private static String blanksInOne(String text) {
    return text.strip().replaceAll("[ \\t]+", " ").replaceAll(" ?\\n ?", "\n");
  }

  private String run(Path folder, Part.Commands commands) throws IOException, InterruptedException {
    StringBuilder output = new StringBuilder();
    for (String command : commands.lines()) {
      ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
      shell.environment().merge("PATH", "", (path, none) -> bin() + ":" + path);
      shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
      shell.environment().put("MAVEN_OPTS", SHORT_RUN);
      Process process = shell.redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor() == 0)
          .as("%s%n%s", command, printed)
          .isEqualTo(!command.endsWith("# fails"));
      output.append(printed).append('\n');
    }
    return output.toString();
  }

  private Path bin() {
    return temporary.resolve("bin");
  }

  private Path repository() {
    return temporary.resolve("repository");
  }

  /** The local repository of this build. */
  private static Path repositoryOfThisBuild() {
    try {
      Path path = Path.of(Test.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (int i = 0; i < LEVELS; i++) {
        path = path.getParent();
      }
      return path;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets {@code mvn} use its own local repository, and no network. */
  private void wrapMaven() throws IOException {
    Path settings = temporary.resolve("settings.xml");
    Files.writeString(
        settings,
        """
        <settings>
          <mirrors>
            <mirror>
              <id>this-build</id>
              <mirrorOf>*</mirrorOf>
              <url>%s</url>
            </mirror>
          </mirrors>
        </settings>
        """
            .formatted(repositoryOfThisBuild().toUri()));
    Path mvn = Files.createDirectories(bin()).resolve("mvn");
    Files.writeString(
        mvn,
        """
        #!/bin/sh
        exec "%s" -B -Dstyle.color=never -s "%s" -Dmaven.repo.local="%s" -DargLine="%s" "$@"
        """
            .formatted(
                Path.of(System.getProperty("maven.home"), "bin", "mvn"),
                settings,
                repository(),
                SHORT_RUN));
    Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String install(Part.Commands commands) throws IOException, InterruptedException {
    if (Budget.current() != Budget.NIGHTLY) {
      copyArtifacts();
      return "";
    }
    Path plugin = repositoryOfThisBuild().resolve("org/apache/maven/plugins/maven-install-plugin");
    assumeTrue(Files.exists(plugin), "Maven's plugin for mvn install has not been downloaded");
    Path clone = temporary.resolve("clone");
    copyTree(ProjectRoot.path(), clone);
    return run(clone, commands);
  }

  /** What {@code mvn install} does at its end. */
  private void copyArtifacts() throws IOException {
    Matcher version = VERSION.matcher(Files.readString(Tutorial.FOLDER.resolve("pom.xml")));
    assertThat(version.find()).isTrue();
    copyArtifact("vls-verify", version.group(1), "pom", ProjectRoot.path().resolve("pom.xml"));
    for (String module : MODULES) {
      Path folder = ProjectRoot.path().resolve(module);
      String name = "vls-verify-" + module;
      copyArtifact(name, version.group(1), "pom", folder.resolve("pom.xml"));
      Path jar = folder.resolve("target").resolve(name + "-" + version.group(1) + ".jar");
      assertThat(jar).as("packaged by mvn verify").exists();
      copyArtifact(name, version.group(1), "jar", jar);
    }
  }

  private void copyArtifact(String name, String version, String type, Path file)
      throws IOException {
    Path folder =
        Files.createDirectories(
            repository().resolve("org/vlsverify").resolve(name).resolve(version));
    Files.copy(file, folder.resolve(name + "-" + version + "." + type));
  }

  private static void copyTree(Path from, Path to) throws IOException {
    Set<String> leftOut = Set.of("target", ".git");
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (leftOut.contains(folder.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
