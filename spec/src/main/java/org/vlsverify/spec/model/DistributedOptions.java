package org.vlsverify.spec.model;

import java.time.Duration;
import java.util.List;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tlc.DistributedTlc;
import org.vlsverify.spec.tlc.ModelRun;
import org.vlsverify.spec.tlc.TlcJar;
import org.vlsverify.spec.tlc.TlcOptions;
import org.vlsverify.spec.tlc.TlcServer;
import picocli.CommandLine.Option;

/** Options of {@link CheckCommand} for a model that several machines check. */
final class DistributedOptions {
  /** In effect none: the user stops it. */
  private static final Duration PATIENCE = Duration.ofDays(365);

  @Option(
      names = "--distributed",
      required = true,
      description =
          "Start TLC's server, and print the command for workers on this and on other machines."
              + " TLC then checks invariants and deadlocks only, and counts generated states in"
              + " another way; the number of distinct states is compared.")
  private boolean isDistributed;

  @Option(
      names = "--address",
      paramLabel = "HOST",
      defaultValue = TlcServer.LOOPBACK,
      description =
          "The address of this machine, at which the server listens; the default is"
              + " ${DEFAULT-VALUE}, for workers on this machine. RMI has no passwords: use another"
              + " one only in a network that is trusted.")
  private String address;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + TlcServer.PORT,
      description = "The port of the server; the default is ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--without-properties",
      description = "Leave out the properties that the distributed mode cannot check.")
  private boolean withoutProperties;

  /** For picocli. */
  DistributedOptions() {}

  void requireOneOf(List<Model> models, Integer workers) {
    if (models.size() != 1) {
      throw new BadInputException(
          "--distributed checks one model, not %d; name it.".formatted(models.size()));
    }
    if (workers != null) {
      throw new BadInputException(
          "--workers does not go with --distributed: each worker has a thread for each of its"
              + " processors.");
    }
  }

  ModelRun run(TlcJar jar, TlcOptions options, Model model) throws InterruptedException {
    return new DistributedTlc(jar, options.withTimeout(PATIENCE), new TlcServer(address, port))
        .run(DistributedTlc.checkable(model, withoutProperties));
  }
}
