package org.vlsverify.jcstress;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.vlsverify.spec.ProjectRoot;

/**
 * One run of jcstress, in a JVM of its own, which starts others. All that it writes is below the
 * module's target folder.
 *
 * @param tests a regular expression that names the tests
 * @param iterations of each test, in each way of compiling it
 * @param milliseconds that an iteration takes
 */
record JcstressRun(String tests, int iterations, int milliseconds) {

  private static final String RESULTS = "jcstress-results-";

  static Path folder() {
    return ProjectRoot.path().resolve(Path.of("linearizability", "jcstress", "target", "jcstress"));
  }

  static Path log() {
    return folder().resolve("jcstress.log");
  }

  /**
   * Runs.
   *
   * @return what came of each test, once for each way of compiling it
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
          "jcstress ended with exit code %d and left no results; what it said is in %s"
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
    command.addAll(List.of("-cp", System.getProperty("java.class.path") + File.pathSeparator));
    command.add(Main.class.getName());
    command.addAll(List.of("-t", tests, "-r", "report"));
    // One way of running the JVM, and all threads of a test compiled alike: breadth comes first.
    command.addAll(List.of("-f", "1", "-sc", "false", "-af", "NONE", "-jvmArgs", "-Xmx512m"));
    command.addAll(
        List.of("-iters", String.valueOf(iterations), "-time", String.valueOf(milliseconds)));
    return command;
  }

  private static List<Path> resultFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.getFileName().toString().startsWith(RESULTS)).toList();
    }
  }
}
