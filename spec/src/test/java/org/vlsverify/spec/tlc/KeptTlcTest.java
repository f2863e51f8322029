package org.vlsverify.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.Fixtures;

class KeptTlcTest {
  private static final Pattern PROCESS = Pattern.compile("\\[pid: (\\d+)]");

  @TempDir Path directory;

  private final KeptTlc kept = new KeptTlc();

  @AfterEach
  void close() {
    kept.close();
  }

  private TlcOptions options() {
    return TlcOptions.defaults().withOutputDirectory(directory);
  }

  private ModelRun run(String model) throws InterruptedException {
    return new Tlc(TlcJar.find(), options(), kept).run(Fixtures.model(model));
  }

  private static String process(ModelRun run) throws IOException {
    Matcher process = PROCESS.matcher(Files.readString(run.output()));
    assertThat(process.find()).as(run.toString()).isTrue();
    return process.group(1);
  }

  @Test
  void resultIsThatOfJvmOfItsOwnWhateverRanBefore() throws IOException, InterruptedException {
    String model = "LendingLimitless";
    ModelRun first = run(model);
    String process = process(first);
    assertThat(run("BrokenSyntax").verdict()).isEqualTo(Verdict.SPEC_ERROR);
    assertThat(run("LendingTwoBooks").verdict()).isEqualTo(Verdict.OK);
    ModelRun again = run(model);
    assertThat(process(again)).isEqualTo(process);
    ModelRun alone = new Tlc(TlcJar.find(), options()).run(Fixtures.model(model));
    assertThat(process(alone)).isNotEqualTo(process);
    for (ModelRun other : new ModelRun[] {again, alone}) {
      assertThat(other).usingRecursiveComparison().ignoringFields("seconds").isEqualTo(first);
    }
  }

  @Test
  void expectedLassoIsSearchedInJvmOfItsOwn() throws IOException, InterruptedException {
    String process = process(run("LendingOk"));
    assertThat(process(run("LendingLasso"))).isNotEqualTo(process);
    assertThat(process(run("LendingOk"))).isEqualTo(process);
  }

  @Test
  void jvmThatTakesTooLongIsReplaced() throws IOException, InterruptedException {
    String process = process(run("LendingOk"));
    Tlc impatient = new Tlc(TlcJar.find(), options().withTimeout(Duration.ofMillis(1)), kept);
    assertThat(impatient.run(Fixtures.model("LendingOk")).verdict()).isEqualTo(Verdict.TIMEOUT);
    assertThat(ProcessHandle.of(Long.parseLong(process))).isEmpty();
    ModelRun after = run("LendingOk");
    assertThat(after.verdict()).isEqualTo(Verdict.OK);
    assertThat(process(after)).isNotEqualTo(process);
  }
}
