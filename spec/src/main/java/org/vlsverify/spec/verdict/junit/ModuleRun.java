package org.vlsverify.spec.verdict.junit;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One process that runs tests of a module. A build may divide a module's tests between several.
 *
 * @param module the name of its folder
 * @param build what tells one build from another
 * @param process its number in the operating system
 */
record ModuleRun(String module, String build, long process) {
  private static final Pattern SENTENCE =
      Pattern.compile(
          "The tests of module (\\S+) \\(build (.+), process (\\d+)\\) did not finish\\.");

  /** This process. */
  static ModuleRun current() {
    return new ModuleRun(
        Path.of("").toAbsolutePath().getFileName().toString(),
        System.getProperty("vls.build", "by hand"),
        ProcessHandle.current().pid());
  }

  /** Reads what {@link #sentence} has written. */
  static Optional<ModuleRun> of(String sentence) {
    Matcher matcher = SENTENCE.matcher(sentence);
    return matcher.matches()
        ? Optional.of(
            new ModuleRun(matcher.group(1), matcher.group(2), Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  /** What is wrong as long as nobody says that it has ended. */
  String sentence() {
    return "The tests of module %s (build %s, process %d) did not finish."
        .formatted(module, build, process);
  }

  /** Whether the two divide the tests of one module between them. */
  boolean sharesWith(ModuleRun other) {
    return module.equals(other.module) && build.equals(other.build) && process != other.process;
  }

  /** Whether the other one is of an earlier build of the same module, and so out of date. */
  boolean replaces(ModuleRun other) {
    return module.equals(other.module) && !build.equals(other.build);
  }

  boolean isAlive() {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }
}
