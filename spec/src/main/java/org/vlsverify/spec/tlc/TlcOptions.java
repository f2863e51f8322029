package org.vlsverify.spec.tlc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * The options of a run of TLC. Immutable; start with {@link #defaults}.
 *
 * @param coverage whether to count how often each action is taken, which takes more time
 * @param timeout the time after which TLC is stopped, not null
 * @param heap the maximal heap of TLC's JVM, as java's option -Xmx takes it, not null
 * @param progress receives TLC's lines about its progress as they come, not null
 * @param outputDirectory the folder for TLC's output, not null
 * @param jvmOptions further options of TLC's JVM, as java takes them, not null
 * @param checkpoints where TLC keeps its states and checkpoints, not null
 */
public record TlcOptions(
    boolean coverage,
    Duration timeout,
    String heap,
    Consumer<String> progress,
    Path outputDirectory,
    List<String> jvmOptions,
    Checkpoints checkpoints) {

  /** Rejects null. */
  public TlcOptions {
    Objects.requireNonNull(timeout);
    Objects.requireNonNull(heap);
    Objects.requireNonNull(progress);
    Objects.requireNonNull(outputDirectory);
    Objects.requireNonNull(checkpoints);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /**
   * @return no coverage, an hour at most, the heap of {@link Heap#byDefault}, progress ignored,
   *     output below the project's {@code target/verification}, no further options
   */
  public static TlcOptions defaults() {
    return new TlcOptions(
        false,
        Duration.ofHours(1),
        Heap.byDefault(),
        line -> {},
        ProjectRoot.ofResults().resolve("target").resolve("verification").resolve("tlc"),
        List.of(),
        Checkpoints.NONE);
  }

  /**
   * @param counted whether to count how often each action is taken
   * @return the same otherwise
   */
  public TlcOptions withCoverage(boolean counted) {
    return new TlcOptions(
        counted, timeout, heap, progress, outputDirectory, jvmOptions, checkpoints);
  }

  /**
   * @param limit the time after which TLC is stopped
   * @return the same otherwise
   */
  public TlcOptions withTimeout(Duration limit) {
    return new TlcOptions(
        coverage, limit, heap, progress, outputDirectory, jvmOptions, checkpoints);
  }

  /**
   * @param size the maximal heap, as java's option -Xmx takes it
   * @return the same otherwise
   */
  public TlcOptions withHeap(String size) {
    return new TlcOptions(
        coverage, timeout, size, progress, outputDirectory, jvmOptions, checkpoints);
  }

  /**
   * @param consumer receives TLC's lines about its progress
   * @return the same otherwise
   */
  public TlcOptions withProgress(Consumer<String> consumer) {
    return new TlcOptions(
        coverage, timeout, heap, consumer, outputDirectory, jvmOptions, checkpoints);
  }

  /**
   * @param directory the folder for TLC's output
   * @return the same otherwise
   */
  public TlcOptions withOutputDirectory(Path directory) {
    return new TlcOptions(coverage, timeout, heap, progress, directory, jvmOptions, checkpoints);
  }

  /**
   * @param further options of TLC's JVM
   * @return the same otherwise
   */
  public TlcOptions withJvmOptions(List<String> further) {
    return new TlcOptions(coverage, timeout, heap, progress, outputDirectory, further, checkpoints);
  }

  /**
   * @param kept where TLC keeps its states and checkpoints
   * @return the same otherwise
   */
  public TlcOptions withCheckpoints(Checkpoints kept) {
    return new TlcOptions(coverage, timeout, heap, progress, outputDirectory, jvmOptions, kept);
  }
}
