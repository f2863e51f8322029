package org.vlsverify.spec.verdict.junit;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One process that runs tests of a module. A build may divide a module's tests between several.
 *
 * @param module the name of its folder
 * @param build identifies the build
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

  /**
   * This process in another project, whose build does not say its name. It is that of the nearest
   * program in Java above this one: Maven, or an IDE.
   */
  static ModuleRun ofLibrary() {
    Optional<ProcessHandle> above = ProcessHandle.current().parent();
    while (above.isPresent()
        && !above.flatMap(p -> p.info().command()).orElse("").endsWith("java")) {
      above = above.flatMap(ProcessHandle::parent);
    }
    ModuleRun current = current();
    long build = above.map(ProcessHandle::pid).orElse(current.process());
    return new ModuleRun(current.module(), "by process " + build, current.process());
  }

  /** Parses the text of {@link #sentence}. */
  static Optional<ModuleRun> of(String sentence) {
    Matcher matcher = SENTENCE.matcher(sentence);
    return matcher.matches()
        ? Optional.of(
            new ModuleRun(matcher.group(1), matcher.group(2), Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  /** The problem until the process has reported its end. */
  String sentence() {
    return "The tests of module %s (build %s, process %d) did not finish."
        .formatted(module, build, process);
  }

  /** Whether the two processes divide the tests of one module. */
  boolean sharesWith(ModuleRun other) {
    return module.equals(other.module) && build.equals(other.build) && process != other.process;
  }

  /** Whether the other process belongs to an earlier build of the same module. */
  boolean replaces(ModuleRun other) {
    return module.equals(other.module) && !build.equals(other.build);
  }

  boolean isAlive() {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }
}
