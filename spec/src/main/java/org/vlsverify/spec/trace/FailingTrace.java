package org.vlsverify.spec.trace;

import java.nio.file.Path;
import org.vlsverify.spec.run.ProjectRoot;

/** Stores the traces of failing checks in one folder, and prints the commands for them. */
public final class FailingTrace {
  /** Builds the command line if needed, so that it replays the code as it is. */
  private static final String VLS = "linearizability/cli/vls";

  private FailingTrace() {}

  /**
   * @return the folder of the traces of failing checks, from the project's root
   */
  public static Path folder() {
    return ProjectRoot.ofResults().resolve(Path.of("target", "verification", "traces"));
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
   * @param design the name of the failing design for {@code vls replay}; empty for other code
   * @return lines with its path, and the commands that show and replay it
   */
  public static String store(Trace trace, Path file, String design) {
    TraceJson.write(trace, file);
    return commands(trace, file, design);
  }

  /**
   * Stores a trace of code that {@code vls replay} does not run.
   *
   * @param trace not null
   * @param file the file to create or replace, not null
   * @return lines with its path, and the commands that show it
   */
  public static String storeOfOtherCode(Trace trace, Path file) {
    TraceJson.write(trace, file);
    return commandsToShow(file);
  }

  /**
   * @param trace not null
   * @param file where it is stored, not null
   * @param design the name of the failing design for {@code vls replay}; empty for other code
   * @return lines with its path, and the commands that show and replay it; for the root of the
   *     project; elsewhere the path alone
   */
  public static String commands(Trace trace, Path file, String design) {
    String show = commandsToShow(file);
    if (!ProjectRoot.isKnown() || !Narrator.of(trace).isReplayable(trace)) {
      return show;
    }
    String option = design.isEmpty() ? "" : " --design " + design;
    return show + "  %s replay %s%s\n".formatted(VLS, shown(file), option);
  }

  private static Path shown(Path file) {
    Path root = ProjectRoot.ofResults();
    return file.startsWith(root) ? root.relativize(file) : file;
  }

  private static String commandsToShow(Path file) {
    Path shown = shown(file);
    String name = shown.getFileName().toString().replaceAll("(\\.itf)?\\.json$", "");
    StringBuilder text = new StringBuilder();
    text.append("The trace is in ").append(shown).append('\n');
    if (!ProjectRoot.isKnown()) {
      // The listener of the verdict writes it after the test.
      return text.append("Its page is beside it: ").append(name).append(".html\n").toString();
    }
    text.append("Commands for it, in the root of the project:\n");
    text.append("  %s trace show %s%n".formatted(VLS, shown));
    text.append("  %s trace html %s -o target/%s.html --force%n".formatted(VLS, shown, name));
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
