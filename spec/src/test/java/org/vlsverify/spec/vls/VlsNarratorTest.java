package org.vlsverify.spec.vls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Narrator;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;

class VlsNarratorTest {
  @ParameterizedTest
  @CsvSource({
    "Defect_notice-twice, INVARIANT, true",
    "Defect_notice-twice, SPEC_ERROR, false",
    "Defect_notice-twice, LIVENESS, false",
    "LockingDefect_close-vs-io-lock-order, INVARIANT, false",
    "LockingDefect_close-vs-io-lock-order, INTERLEAVING, true"
  })
  void tracesOfOperationsAreReplayable(String model, Verdict kind, boolean replayable) {
    Trace stored = TraceJson.read(StoredTrace.of(ModelCatalog.load().model(model)).file());
    Trace trace =
        new Trace(
            stored.model(),
            new Trace.Problem(kind, stored.problem().property()),
            stored.initial(),
            stored.steps(),
            stored.lasso());

    assertThat(Narrator.of(trace).isReplayable(trace)).isEqualTo(replayable);
  }
}
