package org.vlsverify.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands for traces. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    subcommands = {ShowCommand.class, HtmlCommand.class, ConvertCommand.class},
    description = {
      "Shows and converts traces: files in the Informal Trace Format (ITF, JSON), also of other"
          + " tools, and the output of TLC. 'vls list traces' lists the stored ones.",
      ""
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {ExitCodes.OK_TEXT, ExitCodes.BAD_INPUT_TEXT, ExitCodes.DEFECT_TEXT})
final class TraceCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
