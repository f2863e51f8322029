package org.vlsverify.cli;

import java.util.concurrent.Callable;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.trace.TraceMermaid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a trace in another format. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a trace in another format.",
      "",
      "itf: JSON in the Informal Trace Format. Its #meta objects hold the model, the problem and"
          + " the operations, which the format does not define. This is the project's own format;"
          + " json is another name for it. A trace of another tool keeps its content.",
      "mermaid: a sequence diagram, for a comment on a pull request.",
      ""
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {ExitCodes.OK_TEXT, ExitCodes.BAD_INPUT_TEXT, ExitCodes.DEFECT_TEXT})
final class ConvertCommand implements Callable<Integer> {
  /** The output formats. */
  private enum Format {
    ITF,
    JSON,
    MERMAID
  }

  @Spec private CommandSpec spec;

  @Mixin private TraceInput input;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      description = "itf, json or mermaid.")
  private Format format;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Trace trace = input.read(spec.commandLine().getErr());
    output.write(
        format == Format.MERMAID ? TraceMermaid.print(trace) : TraceJson.toJson(trace),
        spec.commandLine().getOut());
    return ExitCodes.OK;
  }
}
