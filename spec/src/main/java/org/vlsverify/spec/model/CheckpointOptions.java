package org.vlsverify.spec.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tlc.Checkpoints;
import org.vlsverify.spec.tlc.TlcOptions;
import picocli.CommandLine.Option;

/** Options of {@link CheckCommand} for runs that may be interrupted. */
final class CheckpointOptions {
  @Option(
      names = "--states",
      paramLabel = "FOLDER",
      description =
          "Keep TLC's states and checkpoints in this folder, which a later --recover needs; the"
              + " default is a temporary folder. TLC deletes them after a result without a"
              + " violation.")
  private Path folder;

  @Option(
      names = "--checkpoint",
      paramLabel = "MINUTES",
      description = "The time between two checkpoints; the default is 30 minutes.")
  private Integer minutes;

  @Option(
      names = "--recover",
      paramLabel = "FOLDER",
      description =
          "Go on from the last checkpoint in the folder that --states named: same model, same"
              + " specification, same version of TLC.")
  private Path recovered;

  /** For picocli. */
  CheckpointOptions() {}

  /** Adds them; a run that can go on later has no limit of time. */
  TlcOptions addedTo(TlcOptions options) {
    Checkpoints checkpoints = checkpoints();
    return checkpoints.folder().isEmpty()
        ? options.withCheckpoints(checkpoints)
        : options.withCheckpoints(checkpoints).withTimeout(Duration.ofDays(365));
  }

  /** The model with the numbers that can be compared. */
  Model comparable(Model model) {
    return recovered == null ? model : model.afterCheckpoint();
  }

  private Checkpoints checkpoints() {
    if (folder != null && recovered != null) {
      throw new BadInputException("--recover names the folder itself, without --states.");
    }
    if (minutes != null && minutes < 1) {
      throw new BadInputException("--checkpoint must be at least 1, not " + minutes + ".");
    }
    return new Checkpoints(
        Optional.ofNullable(recovered == null ? folder : recovered),
        Optional.ofNullable(minutes),
        recovered != null);
  }
}
