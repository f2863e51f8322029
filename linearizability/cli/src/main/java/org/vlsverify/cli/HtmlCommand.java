package org.vlsverify.cli;

import java.util.concurrent.Callable;
import org.vlsverify.spec.page.TracePage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the page of a trace. */
@Command(
    name = "html",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {"Writes a trace as one self-contained HTML page: no server, no network.", ""},
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {ExitCodes.OK_TEXT, ExitCodes.BAD_INPUT_TEXT, ExitCodes.DEFECT_TEXT})
final class HtmlCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private TraceInput input;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    output.write(
        TracePage.html(input.read(spec.commandLine().getErr())), spec.commandLine().getOut());
    return ExitCodes.OK;
  }
}
