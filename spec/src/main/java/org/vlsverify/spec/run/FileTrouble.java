package org.vlsverify.spec.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Describes I/O errors in a sentence for the user. */
public final class FileTrouble {
  private FileTrouble() {}

  /**
   * @param e the exception, not null
   * @return the reason in a few words, such as: permission denied
   */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    } else if (e instanceof NotDirectoryException) {
      return "it is not a folder";
    } else if (e instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /**
   * @param e the exception, not null
   * @return the file, as far as it is known, and the reason; one sentence
   */
  public static String sentence(IOException e) {
    return e instanceof FileSystemException file && file.getFile() != null
        ? file.getFile() + " cannot be read or written: " + reason(e) + "."
        : "A file cannot be read or written: " + reason(e) + ".";
  }
}
