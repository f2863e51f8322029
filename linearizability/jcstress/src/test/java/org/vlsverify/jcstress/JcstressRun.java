package org.vlsverify.jcstress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * A run of jcstress, in a JVM that starts others. Its files are in the target folder of the module.
 *
 * @param tests the names of the tests
 * @param budget the duration of each
 */
record JcstressRun(List<String> tests, JcstressBudget budget) {

  private static final String RESULTS = "jcstress-results-";

  /** Randomizes the order of instructions in the compiler, differently each time. */
  private static final String JVM =
      "-Xmx512m -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions"
          + " -XX:+StressLCM -XX:+StressGCM -XX:+StressIGVN -XX:+StressCCP";

  static Path folder() {
    return ProjectRoot.path().resolve(Path.of("linearizability", "jcstress", "target", "jcstress"));
  }

  static Path log() {
    return folder().resolve("jcstress.log");
  }

  /**
   * Runs the tests.
   *
   * @return the results, for each test one per way of compilation
   * @throws IOException if jcstress cannot be run, or leaves no results
   */
  Collection<TestResult> results() throws IOException, InterruptedException {
    Files.createDirectories(folder());
    for (Path old : resultFiles()) {
      Files.delete(old);
    }
    Process process =
        new ProcessBuilder(command())
            .directory(folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    try {
      process.waitFor();
    } finally {
      process.destroy();
    }
    List<Path> files = resultFiles();
    if (files.size() != 1) {
      throw new IOException(
          "jcstress ended with exit code %d and left no results; its output is in %s"
              .formatted(process.exitValue(), log()));
    }
    InProcessCollector collector = new InProcessCollector();
    DiskReadCollector reader = new DiskReadCollector(files.get(0).toString(), collector);
    try {
      reader.dump();
    } catch (ClassNotFoundException e) {
      throw new IOException("The results of jcstress cannot be read: " + files.get(0), e);
    } finally {
      reader.close();
    }
    return collector.getTestResults();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(JcstressMain.class.getName());
    command.addAll(List.of("-t", regularExpression(), "-r", "report"));
    // All threads of a test compiled in the same way, without affinity: breadth first.
    command.addAll(List.of("-sc", "false", "-af", "NONE", "-jvmArgs", JVM));
    command.addAll(List.of("-f", String.valueOf(budget.forks())));
    command.addAll(List.of("-iters", String.valueOf(budget.iterations())));
    command.addAll(List.of("-time", String.valueOf(budget.milliseconds())));
    return command;
  }

  private String regularExpression() {
    return tests.stream().map(Pattern::quote).collect(Collectors.joining("|", "^(", ")$"));
  }

  private static List<Path> resultFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.getFileName().toString().startsWith(RESULTS)).toList();
    }
  }
}
