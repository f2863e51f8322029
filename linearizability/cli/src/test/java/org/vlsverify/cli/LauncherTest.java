package org.vlsverify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.cli.Launcher.Outcome;
import org.vlsverify.spec.run.ProjectRoot;

/** The launcher in a minimal project with its own fake Maven and Java. */
class LauncherTest {
  private static final Path SCRIPT =
      ProjectRoot.path().resolve(Path.of("linearizability", "cli", "vls"));

  /** The programs that the script needs, apart from a shell. */
  private static final List<String> TOOLS = List.of("dirname", "readlink", "find", "head", "touch");

  private static final String MAVEN = "echo built >> \"$LOG\"; : > \"$JAR\"";
  private static final String JAVA = "for a; do echo \"<$a>\"; done; exit 7";
  private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");

  @TempDir private Path folder;
  private Path project;
  private Path programs;
  private Path script;
  private Path source;
  private Path jar;
  private Path log;

  @BeforeEach
  void createProject() throws IOException {
    Launcher.assumeThereIsAShell();
    // The script says where it is in the words of the file system.
    folder = folder.toRealPath();
    project = folder.resolve("a project");
    programs = folder.resolve("programs");
    Path cli = project.resolve("linearizability").resolve("cli");
    script = cli.resolve("vls");
    source = cli.resolve(Path.of("src", "main", "A.java"));
    jar = cli.resolve(Path.of("target", "vls.jar"));
    log = folder.resolve("log.txt");
    for (String module : List.of("spec", "impl", "linearizability", "linearizability/cli")) {
      Files.createDirectories(project.resolve(module).resolve("src/main"));
      write(project.resolve(module).resolve("pom.xml"));
    }
    write(project.resolve("pom.xml"));
    write(source);
    Files.createDirectories(jar.getParent());
    Files.copy(SCRIPT, script);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(programs);
    for (String tool : TOOLS) {
      Launcher.program(programs.resolve(tool), "exec " + onPath(tool) + " \"$@\"");
    }
    Launcher.program(programs.resolve("mvn"), MAVEN);
    Launcher.program(programs.resolve("java"), JAVA);
  }

  private static void write(Path file) throws IOException {
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(PAST));
  }

  private static Path onPath(String program) {
    for (String candidate : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(candidate, program))) {
        return Path.of(candidate, program);
      }
    }
    throw new IllegalStateException(program + " is not on the PATH");
  }

  private Outcome run(Path called, String... arguments) throws IOException, InterruptedException {
    return Launcher.run(
        called,
        folder,
        Map.of("PATH", programs.toString(), "LOG", log.toString(), "JAR", jar.toString()),
        folder,
        arguments);
  }

  @Test
  void jarIsBuiltOnFirstUseAndThenReused() throws Exception {
    Outcome first = run(script, "list", "two words", "");
    assertThat(first.err()).isEqualTo("vls: building %s (the first use) ...\n".formatted(jar));
    assertThat(first.out())
        .isEqualTo(
            "<-Dvls.root=%s>\n<-jar>\n<%s>\n<list>\n<two words>\n<>\n".formatted(project, jar));
    assertThat(first.exitCode()).isEqualTo(7);

    Outcome second = run(script, "list");
    assertThat(second.err()).isEmpty();
    assertThat(second.exitCode()).isEqualTo(7);
    assertThat(log).hasContent("built");
  }

  @Test
  void jarIsBuiltAgainForEachKindOfNewerSource() throws Exception {
    for (Path changed :
        List.of(source, project.resolve("pom.xml"), project.resolve("spec/pom.xml"))) {
      run(script);
      // Later than the jar, whose time is that of the test.
      Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusSeconds(60)));
      assertThat(run(script).err())
          .isEqualTo("vls: building %s (changed sources) ...\n".formatted(jar));
      Files.setLastModifiedTime(changed, FileTime.from(PAST));
      assertThat(run(script).err()).isEmpty();
    }
  }

  @Test
  void linkLeadsToTheProject() throws Exception {
    Path link = folder.resolve("elsewhere");
    Files.createSymbolicLink(link, Path.of("a project", "linearizability", "cli", "vls"));
    assertThat(run(link, "list").out()).startsWith("<-Dvls.root=%s>\n".formatted(project));
  }

  @Test
  void replayKeepsTheJvmQuiet() throws Exception {
    assertThat(run(script, "replay", "x").out()).startsWith("<-Xshare:off>\n");
  }

  @Test
  void missingJavaIsOneSentence() throws Exception {
    Files.delete(programs.resolve("java"));
    Outcome outcome = run(script, "list");
    assertThat(outcome.err()).isEqualTo("vls: java is missing; install a JDK (17 or later).\n");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void missingMavenIsOneSentence() throws Exception {
    Files.delete(programs.resolve("mvn"));
    Outcome outcome = run(script, "list");
    assertThat(outcome.err())
        .isEqualTo(
            "vls: the jar has to be built (the first use), and mvn is missing;"
                + " install Maven (3.8 or later).\n");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void mavenIsNotNeededForExistingJar() throws Exception {
    run(script);
    Files.delete(programs.resolve("mvn"));
    assertThat(run(script, "list").exitCode()).isEqualTo(7);
  }

  @Test
  void failingBuildIsReported() throws Exception {
    Launcher.program(programs.resolve("mvn"), "echo 'no network'; exit 1");
    Outcome outcome = run(script, "list");
    assertThat(outcome.err())
        .endsWith("no network\nvls: the jar cannot be built; Maven's messages are above.\n");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(2);
  }
}
