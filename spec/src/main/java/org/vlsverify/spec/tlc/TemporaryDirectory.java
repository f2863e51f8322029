package org.vlsverify.spec.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.FileTrouble;

/**
 * A private directory that is deleted with all its contents when closed. While in use, a file in it
 * is locked; the lock ends with the process. So the first new directory of a program deletes those
 * of dead processes.
 */
public final class TemporaryDirectory implements AutoCloseable {
  private static final String PREFIX = "vls-tlc-";
  private static final String LOCK = ".lock";

  /** Between creation and locking a file looks abandoned. */
  private static final Duration YOUNG = Duration.ofSeconds(10);

  private static final AtomicBoolean CLEANED = new AtomicBoolean();

  private final Path path;
  private final FileChannel lock;

  private TemporaryDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * @return a new one
   * @throws BadInputException if none can be created
   */
  public static TemporaryDirectory create() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    if (!CLEANED.getAndSet(true)) {
      deleteLeftovers(parent);
    }
    try {
      Path path = Files.createTempDirectory(PREFIX);
      FileChannel channel =
          FileChannel.open(
              path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      channel.lock();
      return new TemporaryDirectory(path, channel);
    } catch (IOException e) {
      throw new BadInputException(
          "No temporary folder can be created in "
              + parent
              + " ("
              + FileTrouble.reason(e)
              + "); java's option -Djava.io.tmpdir names another place.",
          e);
    }
  }

  /** Its path. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    delete(path);
  }

  /**
   * Deletes the directories of dead processes.
   *
   * @param parent their folder
   */
  static void deleteLeftovers(Path parent) {
    List<Path> candidates;
    try (Stream<Path> found = Files.list(parent)) {
      candidates = found.filter(path -> path.getFileName().toString().startsWith(PREFIX)).toList();
    } catch (IOException | UncheckedIOException e) {
      // An unreadable folder cannot be cleaned; the later use of it reports the error.
      return;
    }
    candidates.stream().filter(TemporaryDirectory::isLeft).forEach(TemporaryDirectory::tryDelete);
  }

  private static boolean isLeft(Path directory) {
    Path file = directory.resolve(LOCK);
    try {
      if (Files.getLastModifiedTime(file).toInstant().isAfter(Instant.now().minus(YOUNG))) {
        return false;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          FileLock free = channel.tryLock()) {
        return free != null;
      }
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }

  private static void tryDelete(Path directory) {
    try {
      delete(directory);
    } catch (UncheckedIOException e) {
      // Its TLC may still be writing, or it belongs to another user; the next start tries again.
      return;
    }
  }

  /** Deletes all files; a concurrent deletion is not an error. */
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try {
      List<Path> files;
      try (Stream<Path> found = Files.walk(directory)) {
        files = found.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      delete(directory);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        delete(directory);
      } else {
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
