package org.vlsverify.linearizability.mutation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.ProjectRoot;

/** Runs a sample of the mutants of a design through the checks. */
public final class MutationRun {
  private static final int HANG_SECONDS = 20;

  private final Design design;
  private final List<MutantCheck> checks;
  private final Consumer<MutantResult> each;

  /**
   * Prepares a run.
   *
   * @param design not null
   * @param checks in their order, at least one
   * @param each gets each result, in order; not null
   */
  public MutationRun(Design design, List<MutantCheck> checks, Consumer<MutantResult> each) {
    this.design = design;
    this.checks = List.copyOf(checks);
    this.each = each;
  }

  /**
   * Runs mutants until as many as wanted compile.
   *
   * @param mutations in order
   * @param wanted how many results are wanted
   * @return the results of mutants that compile
   */
  public List<MutantResult> run(List<Mutation> mutations, int wanted) {
    List<MutantResult> results = new ArrayList<>();
    List<Mutation> left = new ArrayList<>(mutations);
    while (results.size() < wanted && !left.isEmpty()) {
      int missing = Math.min(left.size(), wanted - results.size());
      List<Mutation> next = new ArrayList<>(left.subList(0, missing));
      left.subList(0, missing).clear();
      runAll(next).stream().filter(MutantResult::isMutant).forEach(results::add);
    }
    return results;
  }

  /** As many processes as it takes: each one ends after a mutant that hangs. */
  private List<MutantResult> runAll(List<Mutation> mutations) {
    Map<String, MutantResult> results = new LinkedHashMap<>();
    try {
      Path folder = Files.createTempDirectory("mutants");
      while (results.size() < mutations.size()) {
        List<String> ids =
            mutations.stream().map(Mutation::id).filter(id -> !results.containsKey(id)).toList();
        Path input = Files.write(folder.resolve("input"), ids);
        Path output = Files.write(folder.resolve("output"), List.of());
        Process process = start(input, output, folder.resolve("log"));
        try {
          read(process, output, results);
        } finally {
          process.destroyForcibly();
        }
        if (!results.containsKey(ids.get(0))) {
          throw new IllegalStateException(
              "The process that checks mutants has failed:\n"
                  + Files.readString(folder.resolve("log")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(results.values());
  }

  private Process start(Path input, Path output, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx2g",
            "-XX:TieredStopAtLevel=1",
            "-XX:ActiveProcessorCount=1",
            "-XX:+EnableDynamicAgentLoading",
            "-Djdk.attach.allowAttachSelf=true",
            "-Dvls.hang.seconds=" + HANG_SECONDS,
            "-Dvls.root=" + ProjectRoot.path(),
            "-cp",
            System.getProperty("java.class.path"),
            MutationWorker.class.getName(),
            design.name(),
            checks.stream().map(MutantCheck::name).collect(Collectors.joining(",")),
            input.toString(),
            output.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private void read(Process process, Path output, Map<String, MutantResult> results)
      throws IOException {
    ObjectMapper json = new ObjectMapper();
    int read = 0;
    boolean alive;
    do {
      alive = waitFor(process);
      List<String> lines = wholeLines(Files.readString(output));
      for (; read < lines.size(); read++) {
        MutantResult result = json.readValue(lines.get(read), MutantResult.class);
        results.put(result.id(), result);
        each.accept(result);
      }
    } while (alive);
  }

  /** The process may be in the middle of its last line. */
  static List<String> wholeLines(String text) {
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private static boolean waitFor(Process process) {
    try {
      return !process.waitFor(500, java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The run was interrupted.", e);
    }
  }
}
