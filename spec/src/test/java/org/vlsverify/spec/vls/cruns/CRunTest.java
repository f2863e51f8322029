package org.vlsverify.spec.vls.cruns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.run.BadInputException;

/** Reading recorded runs of the C code, and the mapping of their events. */
class CRunTest {
  private static final String EVENT =
      "{\"t\":%d,\"p\":\"P0\",\"th\":\"main\",\"wrk\":0,\"ev\":\"%s\",\"fn\":\"%s\",\"ln\":0%s}";

  private static List<CSteps.Step> steps(String... lines) {
    return CSteps.of(CRun.of("x", List.of(lines)), CMapping.load());
  }

  @Test
  void everyEventOfTheStoredRunsIsKnown() {
    CMapping mapping = CMapping.load();
    for (Path file : StoredCRuns.files()) {
      assertThat(CSteps.of(CRun.read(file), mapping)).as(file.toString()).isNotEmpty();
    }
  }

  @Test
  void everyRowIsUsedOrSaysWhyThereIsNoStep() {
    assertThat(CMapping.load().rows())
        .allSatisfy(row -> assertThat(row.isSilent()).isEqualTo(row.why() != null));
  }

  @Test
  void unknownEventIsNamed() {
    assertThatThrownBy(
            () ->
                steps(
                    EVENT.formatted(1, "exit", "vls_worker_alloc", ""),
                    EVENT.formatted(2, "acq", "vls_x", ",\"lock\":\"pool\",\"mode\":\"r\"")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "The run x is wrong: line 2 has an event that mapping.json does not know: acq of vls_x"
                + " for the lock pool (r).");
  }

  @Test
  void unknownStateIsNamed() {
    assertThatThrownBy(
            () ->
                steps(
                    EVENT.formatted(1, "exit", "vls_worker_alloc", ""),
                    EVENT.formatted(
                        2,
                        "probe",
                        "scenario",
                        ",\"el\":[],\"cp\":[{\"w\":0,\"fc\":-1,\"s\":[[0,0,0,-1,7,0]]}]")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "The run x is wrong: line 2 has a session state that mapping.json does not know: 7.");
  }

  @Test
  void ticketsMustFollow(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.ndjson");
    List<String> lines = new ArrayList<>();
    lines.add(EVENT.formatted(2, "note", "scenario", ""));
    lines.add(EVENT.formatted(1, "note", "scenario", ""));
    Files.write(file, lines);
    assertThat(CRun.isOne(file)).isTrue();
    assertThatThrownBy(() -> CRun.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessage("The run " + file + " is wrong: the ticket of line 2 does not follow.");
  }

  @Test
  void fieldsAreRequired() {
    assertThatThrownBy(() -> CRun.of("x", List.of("{\"t\":1}")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("line 1 has no text \"p\"");
    assertThatThrownBy(() -> CRun.of("x", List.of("no")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("line 1 is no JSON");
  }
}
