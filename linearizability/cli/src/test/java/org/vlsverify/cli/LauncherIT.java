package org.vlsverify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.cli.Launcher.Outcome;
import org.vlsverify.spec.run.ProjectRoot;

/** The launcher with the jar that this build has made, from a folder outside of the project. */
class LauncherIT {
  private static final Path SCRIPT =
      ProjectRoot.path().resolve(Path.of("linearizability", "cli", "vls"));

  @TempDir private Path folder;
  private Map<String, String> environment;

  @BeforeEach
  void requireJar() throws IOException {
    Launcher.assumeThereIsAShell();
    Path programs = folder.resolve("programs");
    Launcher.program(programs.resolve("mvn"), "echo 'the jar is older than its sources'; exit 1");
    environment =
        Map.of(
            "PATH",
            programs + File.pathSeparator + System.getenv("PATH"),
            "JAVA_HOME",
            System.getProperty("java.home"));
  }

  @Test
  void modelsOfTheProjectAreListedFromAnywhere() throws Exception {
    Outcome outcome = Launcher.run(SCRIPT, folder, environment, folder, "list", "models");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("SharedData_2w1s");
  }

  @Test
  void exitCodeIsPassedOn() throws Exception {
    Outcome outcome = Launcher.run(SCRIPT, folder, environment, folder, "check", "NoSuchModel");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("There is no model").hasLineCount(1);
  }

  /** With TLC's classes among all others of the jar. */
  @Test
  void recordedRunIsValidated() throws Exception {
    Path run = ProjectRoot.path().resolve("spec/c-runs/runs/fork/a.ndjson");
    Outcome outcome = Launcher.run(SCRIPT, folder, environment, folder, "validate", run.toString());
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
  }
}
