package org.vlsverify.cli;

/** What the program's exit codes mean. */
final class ExitCodes {
  /** Everything is as it should be. */
  static final int OK = 0;

  /** Something differs, or a defect is present. */
  static final int DIFFERENT = 1;

  /** Bad input: one sentence on standard error says what is wrong. */
  static final int BAD_INPUT = 2;

  /** An internal error of this program. */
  static final int DEFECT = 3;

  /** The first line of each list of exit codes. */
  static final String HEADING = "%nExit codes:%n";

  /** How the help of each command says it, if nothing can differ. */
  static final String OK_TEXT = "0:done";

  /** How the help of each command says it. */
  static final String BAD_INPUT_TEXT =
      "2:bad input: one sentence on standard error names the error; nothing was written";

  /** How the help of each command says it. */
  static final String DEFECT_TEXT = "3:an internal error of this program";

  private ExitCodes() {}
}
