package org.vlsverify.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command: measures the designs, and writes the tables. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measures the designs, and writes the tables.")
public final class BenchmarkTable implements Callable<Integer> {

  private static final Runs.Effort FULL = new Runs.Effort(3, 3, 5, 500);
  private static final Runs.Effort QUICK = new Runs.Effort(0, 1, 2, 20);

  @Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--quick", description = "A trial run of one minute; the times mean nothing.")
  private boolean quick;

  @Option(
      names = "--designs",
      split = ",",
      description = "Default: all of ${COMPLETION-CANDIDATES}.")
  private Set<Design> designs = EnumSet.allOf(Design.class);

  @Option(
      names = "--operations",
      split = ",",
      description = "Default: all of ${COMPLETION-CANDIDATES}, the mixes and the limits.")
  private Set<Operation> operations = EnumSet.noneOf(Operation.class);

  @Option(names = "--threads", split = ",", description = "Default: 1,2.")
  private List<Integer> threads = List.of(1, 2);

  @Option(
      names = "--thread-models",
      split = ",",
      description = "Of ${COMPLETION-CANDIDATES}; default: SINGLE_THREADED.")
  private Set<ThreadModel> threadModels = EnumSet.of(ThreadModel.SINGLE_THREADED);

  @Option(names = "--forks", description = "JVMs per measurement, one after the other; default: 3.")
  private Integer forks;

  @Option(names = "--warmups", description = "Warm-up iterations; default: 3.")
  private Integer warmups;

  @Option(names = "--iterations", description = "Measured iterations; default: 5.")
  private Integer iterations;

  @Option(names = "--milliseconds", description = "Length of an iteration; default: 500.")
  private Integer milliseconds;

  @Option(
      names = "--output",
      description = "File for the tables; default: ${DEFAULT-VALUE}.",
      defaultValue = "target/RESULTS.md")
  private Path output;

  @Option(names = "--readme", description = "File for the ratios, between its two markers.")
  private Path readme;

  /** For picocli. */
  public BenchmarkTable() {}

  /**
   * Runs the command, and ends the JVM.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new BenchmarkTable())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws RunnerException, IOException {
    Optional<GeneratedPart> part = readme == null ? Optional.empty() : Optional.of(readmePart());
    Runs.Effort effort = effort();
    Runs runs = new Runs(effort, List.copyOf(designs), List.copyOf(threadModels));
    boolean all = operations.isEmpty();
    Set<Operation> measured = all ? EnumSet.allOf(Operation.class) : operations;
    for (int count : new LinkedHashSet<>(threads)) {
      runs.limits(count);
      runs.operations(measured, count);
    }
    if (all && threads.contains(Mix.parts().size())) {
      runs.mixes();
    }
    Map<String, List<String>> counted = new LinkedHashMap<>();
    for (ThreadModel threadModel : threadModels) {
      Costs costs = new Costs(List.copyOf(designs), threadModel);
      String people = ", " + Report.people(threadModel);
      counted.put("Locks and atomic read-modify-writes" + people, costs.counts(measured));
      counted.put("Bytes of memory" + people, costs.memory());
    }
    Report report = new Report(effort, List.copyOf(designs), runs.measured(), counted);
    Path parent = output.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    String command = String.join(" ", spec.commandLine().getParseResult().originalArgs());
    Files.writeString(output, report.markdown(command, quick));
    if (part.isPresent()) {
      part.get().replace(report.summary(command, quick));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("The tables are in " + output.toAbsolutePath());
    out.flush();
    return 0;
  }

  /** Read before the measurement, so that a wrong file is reported at once, not after an hour. */
  private GeneratedPart readmePart() {
    try {
      return new GeneratedPart(readme);
    } catch (IOException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--readme cannot be used: " + e.getMessage(), e);
    }
  }

  private Runs.Effort effort() {
    Runs.Effort usual = quick ? QUICK : FULL;
    return new Runs.Effort(
        or(forks, usual.forks()),
        or(warmups, usual.warmups()),
        or(iterations, usual.iterations()),
        or(milliseconds, usual.milliseconds()));
  }

  private static int or(Integer given, int usual) {
    return given == null ? usual : given;
  }

  /** The titles of all rows, in the order of the tables. */
  static List<String> rows() {
    List<String> rows = new ArrayList<>();
    Arrays.stream(Operation.values()).map(Operation::title).forEach(rows::add);
    for (Mix mix : Mix.values()) {
      rows.add(mix.readerTitle());
      rows.add(mix.writerTitle());
    }
    return rows;
  }
}
