package org.vlsverify.spec.trace;

import java.nio.file.Path;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.tlc.Verdict;

/** Stores the traces of failing checks, all in one folder, and says what can be done with them. */
public final class FailingTrace {
  /** Replays the code that it was built of. */
  private static final String JAR = "java -jar linearizability/cli/target/vls.jar";

  private static final String BUILD = "mvn -q -pl linearizability/cli -am -DskipTests package";

  private FailingTrace() {}

  /**
   * @return where the checks of the project leave their traces, from its root
   */
  public static Path folder() {
    return ProjectRoot.path().resolve(Path.of("target", "verification", "traces"));
  }

  /**
   * @param name of a check, not null
   * @return the file for its trace
   */
  public static Path file(String name) {
    return folder().resolve(name.replaceAll("[^A-Za-z0-9_]+", "-") + ".itf.json");
  }

  /**
   * Stores a trace.
   *
   * @param trace not null
   * @param file the file to create or replace, not null
   * @param design the name of the design that {@code vls replay} knows and that is at fault; empty
   *     if it is none of them
   * @return lines for people that say where it is, and how to look at it and to replay it
   */
  public static String store(Trace trace, Path file, String design) {
    TraceJson.write(trace, file);
    return commands(trace, file, design);
  }

  /**
   * @param trace not null
   * @param file where it is stored, not null
   * @param design the name of the design that {@code vls replay} knows and that is at fault; empty
   *     if it is none of them
   * @return lines for people that say where it is, and how to look at it and to replay it; to be
   *     entered in the root of the project
   */
  public static String commands(Trace trace, Path file, String design) {
    Path root = ProjectRoot.path();
    Path shown = file.startsWith(root) ? root.relativize(file) : file;
    String name = shown.getFileName().toString().replaceAll("(\\.itf)?\\.json$", "");
    StringBuilder text = new StringBuilder();
    text.append("The trace is in ").append(shown).append('\n');
    text.append("Commands for it, in the root of the project, after the jar is built:\n");
    text.append("  ").append(BUILD).append('\n');
    text.append("  %s trace show %s%n".formatted(JAR, shown));
    text.append("  %s trace html %s -o target/%s.html --force%n".formatted(JAR, shown, name));
    boolean ofThreads = trace.problem().kind() == Verdict.INTERLEAVING;
    if (Narrator.of(trace).isReplayable(trace)) {
      text.append(
          "  %s replay %s%s%n"
              .formatted(
                  // Lincheck's agent would otherwise make the JVM say something about sharing.
                  ofThreads ? JAR.replace(" -jar", " -Xshare:off -jar") : JAR,
                  shown,
                  design.isEmpty() ? "" : " --design " + design));
    }
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
