package org.vlsverify.linearizability.tracevalidation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.stepping.TappedClasses;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

class TraceValidationTest {
  @Test
  void try1() {
    TappedClasses tapped =
        new TappedClasses(new Implementation(Design.LOCKED, ThreadModel.MULTI_THREADED));
    Bounds b = new Bounds(3, 3, 2, 2, Set.of(0, 1));
    long t0 = System.nanoTime();
    List<RecordedRun> runs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      runs.add(FreeRun.record(tapped, b, 2, 60, i));
    }
    long t1 = System.nanoTime();
    runs.get(0).write(Path.of("/tmp/wk/run0.ndjson"));
    ValidationReport r = TraceValidation.validate(runs);
    long t2 = System.nanoTime();
    System.out.printf(
        "%d runs, %d events, %d states, %d rejected; %d steps %d pairs; rec %.1f val %.1f%n",
        r.runs(),
        r.events(),
        r.states(),
        r.rejections().size(),
        r.steps().size(),
        r.pairs().size(),
        (t1 - t0) / 1e9,
        (t2 - t1) / 1e9);
    r.rejections().stream()
        .limit(4)
        .forEach(x -> System.out.println("run " + x.run() + "\n" + x.message()));
    if (!r.rejections().isEmpty())
      runs.get(r.rejections().get(0).run()).write(Path.of("/tmp/wk/runbad.ndjson"));
    System.out.println(r.steps());
    System.out.println(
        java.lang.management.ManagementFactory.getPlatformMXBean(
                    com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime()
            / 1e9);
  }
}
