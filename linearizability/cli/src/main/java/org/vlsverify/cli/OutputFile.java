package org.vlsverify.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.vlsverify.spec.run.BadInputException;

/** Writes files atomically, and replaces existing files only with {@code --force}. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Writes a file atomically.
   *
   * @param file the file, not null
   * @param text its content, not null
   * @param force whether an existing file is replaced
   * @throws BadInputException if the file exists or cannot be written
   */
  static void write(Path file, String text, boolean force) {
    if (Files.isDirectory(file)) {
      throw new BadInputException("The output " + file + " is a folder, not a file.");
    }
    // A device such as /dev/full would be replaced by a file.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new BadInputException("The output " + file + " is not an ordinary file.");
    }
    if (!force && Files.exists(file)) {
      throw exists(file);
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new BadInputException(
          "The file " + file + " cannot be written: " + folder + " is not a folder.");
    }
    Path temporary = null;
    try {
      // Files.createTempFile would make a file that only its owner can read.
      temporary = folder.resolve(".vls-" + ProcessHandle.current().pid() + ".tmp");
      Files.writeString(temporary, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (force) {
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.move(temporary, file);
      }
    } catch (FileAlreadyExistsException e) {
      delete(temporary);
      throw exists(file);
    } catch (IOException e) {
      delete(temporary);
      throw new BadInputException("The file " + file + " cannot be written: " + reason(e) + ".", e);
    }
  }

  private static BadInputException exists(Path file) {
    return new BadInputException("The file " + file + " exists; --force replaces it.");
  }

  private static void delete(Path temporary) {
    try {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      // The original error is more important.
      temporary.toFile().deleteOnExit();
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied in its folder";
    } else if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
      return "its folder takes no files";
    }
    String message = e.getMessage();
    return message == null
        ? e.getClass().getSimpleName()
        : message.substring(message.lastIndexOf(": ") < 0 ? 0 : message.lastIndexOf(": ") + 2);
  }
}
