package org.vlsverify.spec.verdict;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * Keeps the results of a run below {@code target/verification}: one file per check, and {@code
 * verdict.json} written again after each result, so that it survives a crash. Beside it, {@code
 * summary.md} lists the failures in a few lines.
 *
 * <p>Thread-safe. Several JVMs may use the same folder at the same time.
 */
public final class VerdictLog {
  /** File locks belong to the JVM; this one separates its threads and all instances. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int LONGEST_SLUG = 100;
  private static final String BUILD = ".build";

  private final Path root;
  private final Path folder;
  private final Path checks;
  private final Path problems;

  /**
   * Creates a log. Nothing is written yet.
   *
   * @param root the project's root, not null
   */
  public VerdictLog(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.folder = this.root.resolve("target").resolve("verification");
    this.checks = folder.resolve("checks");
    this.problems = folder.resolve("problems");
  }

  /**
   * Adds a result to the log of this project.
   *
   * @param result not null
   * @throws UncheckedIOException with a sentence of advice, if it cannot be written
   * @throws org.vlsverify.spec.run.BadInputException if the project's root cannot be found
   */
  public static void record(CheckResult result) {
    new VerdictLog(ProjectRoot.ofResults()).add(result);
  }

  /**
   * Adds a result and writes the verdict again. A result of the same check replaces the earlier
   * one.
   *
   * @param result not null
   * @throws UncheckedIOException with a sentence of advice, if it cannot be written
   */
  public void add(CheckResult result) {
    ObjectNode entry = JSON.valueToTree(result);
    if (result.trace() != null) {
      Path trace = root.relativize(root.resolve(result.trace()).normalize());
      entry.put("trace", trace.toString().replace('\\', '/'));
    }
    String name =
        slug(result.method().toString(), result.check(), result.variant(), result.defect())
            + ".json";
    update(() -> replace(checks.resolve(name), json(entry)));
  }

  /**
   * Adds a problem, a reason for which the verdict is red regardless of the results, and writes the
   * verdict again. It replaces an earlier problem with the same subject.
   *
   * @param about the subject of the problem, such as a test, not null
   * @param sentence what happened, not null
   * @throws UncheckedIOException with a sentence of advice, if it cannot be written
   */
  public void addProblem(String about, String sentence) {
    update(() -> replace(problemFile(about), sentence));
  }

  /**
   * Removes a problem and writes the verdict again; without effect if there is no such problem.
   *
   * @param about the subject of the problem, not null
   * @throws UncheckedIOException with a sentence of advice, if it cannot be written
   */
  public void removeProblem(String about) {
    Path file = problemFile(about);
    if (Files.exists(file)) {
      update(() -> Files.deleteIfExists(file));
    }
  }

  /**
   * Forgets the results of another build. A build of this project does so by itself; one of another
   * project, which uses this one as a library, does not.
   *
   * @param build identifies the build, not null
   * @throws UncheckedIOException with a sentence of advice, if a file cannot be read or deleted
   */
  public void forgetOtherBuilds(String build) {
    Path mark = folder.resolve(BUILD);
    update(
        () -> {
          if (Files.exists(mark) && Files.readString(mark).equals(build)) {
            return;
          }
          for (Path old :
              Stream.concat(filesIn(checks).stream(), filesIn(problems).stream()).toList()) {
            Files.delete(old);
          }
          Files.writeString(mark, build);
        });
  }

  private Path problemFile(String about) {
    return problems.resolve(slug(about) + ".txt");
  }

  /**
   * Gives the project's root.
   *
   * @return an absolute path
   */
  public Path root() {
    return root;
  }

  /**
   * Gives the folder of the log.
   *
   * @return an absolute path; the folder may not exist
   */
  public Path folder() {
    return folder;
  }

  /**
   * Reads all results. A result that cannot be read becomes a problem of the verdict.
   *
   * @return the verdict, never null; not green without any result
   * @throws UncheckedIOException with a sentence of advice, if the folder cannot be read
   */
  public RunVerdict read() {
    List<CheckResult> results = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    try {
      for (Path file : filesIn(problems)) {
        sentences.add(Files.readString(file).strip());
      }
      for (Path file : filesIn(checks)) {
        try {
          results.add(JSON.readValue(Files.readString(file), CheckResult.class));
        } catch (JsonProcessingException e) {
          sentences.add(unreadable(file, e));
        }
      }
    } catch (IOException e) {
      throw failure("read", folder, e);
    }
    Budget largest =
        results.stream()
            .map(CheckResult::budget)
            .max(Comparator.naturalOrder())
            .orElseGet(Budget::current);
    return new RunVerdict(largest, System.getProperty("java.version"), results, sentences);
  }

  private void update(Change change) {
    THREADS.lock();
    try {
      Files.createDirectories(checks);
      Files.createDirectories(problems);
      try (FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        // Closing the channel releases the lock.
        channel.lock();
        change.apply();
        RunVerdict verdict = read();
        replace(folder.resolve("verdict.json"), json(verdict));
        replace(folder.resolve("summary.md"), VerdictSummary.markdown(verdict, root).strip());
      }
    } catch (IOException e) {
      throw failure("write to", folder, e);
    } finally {
      THREADS.unlock();
    }
  }

  private static void replace(Path file, String text) throws IOException {
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".tmp");
    try {
      Files.writeString(unfinished, text + System.lineSeparator());
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }

  /** A readable file name; its last part makes it unique. */
  static String slug(String... parts) {
    String exact = String.join("\n", Stream.of(parts).map(String::valueOf).toList());
    CRC32 crc = new CRC32();
    crc.update(exact.getBytes(StandardCharsets.UTF_8));
    String readable =
        String.join("-", Stream.of(parts).filter(part -> part != null).toList())
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    return "%s-%08x"
        .formatted(
            readable.substring(0, Math.min(readable.length(), LONGEST_SLUG)), crc.getValue());
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A verdict cannot be written as JSON.", e);
    }
  }

  private String unreadable(Path file, JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String where =
        location == null
            ? ""
            : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    return "%s is not a check's result%s; delete the folder %s and run again."
        .formatted(root.relativize(file), where, root.relativize(folder));
  }

  private static UncheckedIOException failure(String verb, Path path, IOException e) {
    return new UncheckedIOException(
        "Cannot %s %s: %s; make sure that the disk has space and that the folder is writable."
            .formatted(verb, path, reason(e)),
        e);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "access to " + denied.getFile() + " is denied";
    }
    if (e instanceof FileAlreadyExistsException inTheWay) {
      return inTheWay.getFile() + " is in the way";
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return e.getMessage();
  }

  @FunctionalInterface
  private interface Change {
    void apply() throws IOException;
  }
}
