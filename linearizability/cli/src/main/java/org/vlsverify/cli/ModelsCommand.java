package org.vlsverify.cli;

import org.vlsverify.spec.model.WriteCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Commands for the models of the specifications. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = WriteCommand.class,
    description = {"Keeps the models of the specifications up to date.", ""},
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {ExitCodes.OK_TEXT, ExitCodes.BAD_INPUT_TEXT, ExitCodes.DEFECT_TEXT})
final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
