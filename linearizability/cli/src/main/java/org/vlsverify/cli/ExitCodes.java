package org.vlsverify.cli;

/** The program's exit codes. */
final class ExitCodes {
  /** Everything is as expected. */
  static final int OK = 0;

  /** A difference was found, or a defect is present. */
  static final int DIFFERENT = 1;

  /** Bad input: one sentence on standard error names the error. */
  static final int BAD_INPUT = 2;

  /** An internal error of this program. */
  static final int DEFECT = 3;

  /** The first line of each list of exit codes. */
  static final String HEADING = "%nExit codes:%n";

  /** The text for the help of commands without a comparison. */
  static final String OK_TEXT = "0:done";

  /** The text for the help of each command. */
  static final String BAD_INPUT_TEXT =
      "2:bad input: one sentence on standard error names the error; nothing was written";

  /** The text for the help of each command. */
  static final String DEFECT_TEXT = "3:an internal error of this program";

  private ExitCodes() {}
}
