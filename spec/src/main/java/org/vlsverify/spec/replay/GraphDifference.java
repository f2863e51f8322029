package org.vlsverify.spec.replay;

import java.nio.file.Path;

/** A difference between a class and a specification. */
final class GraphDifference extends Exception {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final transient Path file;

  GraphDifference(String message, String what, Path file, Throwable cause) {
    super(message, cause);
    this.what = what;
    this.file = file;
  }

  /** In one line. */
  String what() {
    return what;
  }

  /** The file of the trace. */
  Path file() {
    return file;
  }
}
