package org.vlsverify.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.model.ModelCheck;
import org.vlsverify.spec.run.BadInputException;

/** TLC's server with workers in processes of their own, at the loopback address. */
class DistributedIT {
  private static final Pattern DISTINCT = Pattern.compile("Progress.* ([\\d,]+) distinct states");
  private static final String BETWEEN_REPORTS = "-Dtlc2.tool.distributed.TLCServer.report=200";
  private static final String ONE_THREAD = "-Dtlc2.tool.distributed.TLCWorker.threadCount=1";

  /** The first worker has to be at work, and not at the end. */
  private static final int SOME_STATES = 500;

  @TempDir private Path folder;

  private final TlcJar jar = TlcJar.find();
  private final List<Process> workers = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  @AfterEach
  void stopWorkers() throws InterruptedException {
    for (Process worker : workers) {
      worker.destroyForcibly().waitFor();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void startWorker(TlcServer server) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", ONE_THREAD));
    command.addAll(server.worker(TlcServer.LOOPBACK, jar.path().toString()));
    try {
      workers.add(
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("worker" + workers.size()).toFile())
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ModelRun run(Model model, TlcServer server, Consumer<String> react)
      throws InterruptedException {
    TlcOptions options =
        TlcOptions.defaults()
            .withTimeout(Duration.ofMinutes(10))
            .withJvmOptions(List.of(BETWEEN_REPORTS, "-XX:TieredStopAtLevel=1"))
            .withProgress(
                line -> {
                  lines.add(line);
                  react.accept(line);
                });
    return new DistributedTlc(jar, options, server).run(DistributedTlc.checkable(model, true));
  }

  private static long distinct(String line) {
    Matcher progress = DISTINCT.matcher(line);
    return progress.find() ? Long.parseLong(progress.group(1).replace(",", "")) : 0;
  }

  @Test
  void sameVerdictAndStatesAlthoughAWorkerIsKilled() throws IOException, InterruptedException {
    Model model = ModelCatalog.load().model("SharedData_3w1s_sym");
    TlcServer server = new TlcServer(TlcServer.LOOPBACK, freePort());
    startWorker(server);
    startWorker(server);
    List<String> killed = new ArrayList<>();

    ModelRun run =
        run(
            model,
            server,
            line -> {
              if (killed.isEmpty() && distinct(line) > SOME_STATES) {
                workers.get(0).destroyForcibly();
                killed.add(line);
              }
            });

    assertThat(ModelCheck.of(run).differences()).isEmpty();
    assertThat(run.verdict()).isEqualTo(Verdict.OK);
    assertThat(run.distinct()).isEqualTo(model.expected().distinct());
    assertThat(lines)
        .contains(server.command(jar))
        .contains("2 worker threads: one has joined.")
        .contains("1 worker threads: one is lost, and others get its states.");
  }

  @Test
  void violationHasItsPropertyAndTrace() throws IOException, InterruptedException {
    TlcServer server = new TlcServer(TlcServer.LOOPBACK, freePort());
    startWorker(server);

    ModelRun run = run(Fixtures.model("LendingLimitless"), server, line -> {});

    assertThat(ModelCheck.of(run).differences()).isEmpty();
    assertThat(run.verdict()).isEqualTo(Verdict.INVARIANT);
    assertThat(run.property()).isEqualTo("OneLoan");
    assertThat(run.trace().orElseThrow().length()).isEqualTo(3);
  }

  /** An address of another machine would be refused; so this one is another loopback address. */
  @Test
  void serverListensAtItsAddressOnly() throws IOException, InterruptedException {
    int port = freePort();
    TlcServer server = new TlcServer(TlcServer.LOOPBACK, port);
    List<String> answers = new ArrayList<>();

    ModelRun run =
        run(
            Fixtures.model("LendingTwoBooks"),
            server,
            line -> {
              if (distinct(line) > 0 && answers.isEmpty()) {
                answers.add(connect(TlcServer.LOOPBACK, port));
                answers.add(connect("127.0.0.2", port));
                startWorker(server);
              }
            });

    assertThat(answers).containsExactly("accepted", "refused");
    assertThat(run.verdict()).isEqualTo(Verdict.OK);
    assertThat(run.distinct()).isEqualTo(47);
  }

  private static String connect(String host, int port) {
    try (Socket socket = new Socket(host, port)) {
      return socket.isConnected() ? "accepted" : "not connected";
    } catch (IOException e) {
      return "refused";
    }
  }

  @Test
  void falseAssumptionAndDeadlockAreFound() throws IOException, InterruptedException {
    ModelRun assumption =
        run(
            Fixtures.model("StepsAssumption"),
            new TlcServer(TlcServer.LOOPBACK, freePort()),
            line -> {});
    assertThat(assumption.verdict()).isEqualTo(Verdict.ASSUMPTION);

    TlcServer server = new TlcServer(TlcServer.LOOPBACK, freePort());
    startWorker(server);
    ModelRun deadlock = run(Fixtures.model("StepsDeadlock"), server, line -> {});
    assertThat(deadlock.verdict()).isEqualTo(Verdict.DEADLOCK);
    assertThat(deadlock.trace()).isPresent();
  }

  @Test
  void unknownHostIsOneSentence() {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> new TlcServer("no.such.host.invalid", TlcServer.PORT))
        .withMessage("--address no.such.host.invalid: this host is not known.");
  }
}
