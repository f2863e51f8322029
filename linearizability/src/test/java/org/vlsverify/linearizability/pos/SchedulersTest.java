package org.vlsverify.linearizability.pos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.vlsverify.linearizability.call.ProcessorTime;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckRunner;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.mutant.ConcurrentDefects;
import org.vlsverify.linearizability.mutant.Detection;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.mutation.FoundInQuick;
import org.vlsverify.linearizability.pos.Measured.Search;
import org.vlsverify.linearizability.pos.Measured.Source;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.stepping.EdgeSearches;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** The comparison of random interleavings with Lincheck; the budgets follow from it. */
class SchedulersTest {

  /** Regular expression for design and name; the measurement is for these defects only. */
  private static final String ONLY = "vls.detection.only";

  @Test
  void tableMatchesStoredResults() throws IOException {
    assertThat(Files.readString(Measured.TABLE)).isEqualTo(Measured.table(Measured.stored()));
  }

  @Test
  void everyDefectIsMeasured() {
    assertThat(Measured.stored().scenarios()).extracting(Measured::defect).containsAll(all());
  }

  /** Each defect, with each seed: what the budgets rely on. */
  @Test
  void randomInterleavingsFindAll() {
    assertThat(Measured.stored().scenarios())
        .allSatisfy(each -> assertThat(each.both()).allMatch(Search::found));
  }

  @Test
  void standardFindsAll() {
    assertThat(Measured.stored().budgets())
        .hasSameSizeAs(ConcurrentDefects.all())
        .allSatisfy(each -> assertThat(each.suite()).as(each.defect()).isNotNull());
  }

  @Test
  void everyDefectIsFoundByTheEdgeCoverOrExcused() {
    assertThat(Measured.stored().edges().searches())
        .extracting(EdgeSearches.Search::defect)
        .containsExactlyElementsOf(all());
    assertThat(Measured.stored().edges().searches())
        .allMatch(search -> search.found() == (search.model() != null));
  }

  @Test
  void quickFindsNoneLaterThanBefore() {
    assertThat(Measured.stored().quick())
        .extracting(FoundInQuick::defect)
        .containsExactlyElementsOf(all());
    assertThat(Measured.stored().quick()).allMatch(FoundInQuick::notLater);
  }

  private static List<String> all() {
    return ConcurrentDefects.all().stream().map(ConcurrentDefects.Expected::toString).toList();
  }

  /** The measurement, after a change of defects or of a scheduler; no check. */
  @Test
  @EnabledIfSystemProperty(named = Measured.UPDATE, matches = "true|scenarios")
  void measure() {
    Measured.Results before = Measured.stored();
    List<Measured> all = new ArrayList<>();
    List<Breadth> breadth = new ArrayList<>();
    for (ConcurrentDefects.Expected expected : ConcurrentDefects.all()) {
      String defect = expected.toString();
      if (!isChosen(defect)) {
        before.scenarios().stream().filter(each -> each.defect().equals(defect)).forEach(all::add);
        before.budgets().stream()
            .filter(each -> each.defect().equals(defect))
            .forEach(breadth::add);
        continue;
      }
      all.add(measure(expected, Source.HAND_WRITTEN, expected.made()));
      Detection.stored().stream()
          .filter(detection -> detection.isOf(expected.defect()) && detection.scenario() != null)
          .forEach(detection -> all.add(measure(expected, Source.MODEL, detection.made())));
      breadth.add(
          Breadth.measure(defect, new MutatedImplementation(expected.defect()), PosCheck.SEED));
    }
    Measured.store(new Measured.Results(all, breadth, before.edges(), before.quick()));
  }

  /** The measurement of edge covers; no check. */
  @Test
  @EnabledIfSystemProperty(named = Measured.UPDATE, matches = "true|edges")
  void measureEdges() {
    Measured.Results before = Measured.stored();
    Measured.store(
        new Measured.Results(
            before.scenarios(), before.budgets(), EdgeSearches.measure(), before.quick()));
  }

  /** The measurement of the checks of quick; no check. */
  @Test
  @EnabledIfSystemProperty(named = Measured.UPDATE, matches = "true|quick")
  void measureQuick() {
    Measured.Results before = Measured.stored();
    List<FoundInQuick> all = new ArrayList<>();
    Set<Design> prepared = EnumSet.noneOf(Design.class);
    for (ConcurrentDefects.Expected expected : ConcurrentDefects.all()) {
      String defect = expected.toString();
      if (isChosen(defect)) {
        if (prepared.add(expected.defect().design())) {
          FoundInQuick.prepare(expected.defect().design());
        }
        all.add(FoundInQuick.measure(expected));
        System.out.println(all.get(all.size() - 1));
      } else {
        before.quick().stream().filter(each -> each.defect().equals(defect)).forEach(all::add);
      }
    }
    Measured.store(new Measured.Results(before.scenarios(), before.budgets(), before.edges(), all));
  }

  private static boolean isChosen(String defect) {
    return defect.matches(System.getProperty(ONLY, ".*"));
  }

  private static Measured measure(
      ConcurrentDefects.Expected expected, Source source, Scenario scenario) {
    SharedSessionsFactory mutant = new MutatedImplementation(expected.defect());
    return new Measured(
        expected.toString(),
        source,
        scenario.name(),
        random(mutant, scenario, Sampling.Kind::of),
        random(mutant, scenario, execution -> Sampling.Kind.POS),
        random(mutant, scenario, execution -> Sampling.Kind.PCT),
        List.of(lincheck(mutant, scenario)));
  }

  private static List<Search> random(
      SharedSessionsFactory mutant, Scenario scenario, IntFunction<Sampling.Kind> kinds) {
    return LongStream.rangeClosed(1, Measured.SEEDS)
        .mapToObj(seed -> random(mutant, scenario, kinds, seed))
        .toList();
  }

  private static Search random(
      SharedSessionsFactory mutant,
      Scenario scenario,
      IntFunction<Sampling.Kind> kinds,
      long seed) {
    double start = ProcessorTime.seconds();
    try (PosRunner runner = new PosRunner(mutant, ThreadModel.MULTI_THREADED, kinds)) {
      Optional<Finding> finding = runner.run(scenario, Measured.MOST_RANDOM, seed);
      return new Search(finding.isPresent(), runner.executions(), ProcessorTime.since(start));
    }
  }

  private static Search lincheck(SharedSessionsFactory mutant, Scenario scenario) {
    double start = ProcessorTime.seconds();
    LincheckRunner.Report report =
        LincheckRunner.run(
            Strategy.MODEL_CHECKING, List.of(scenario), Measured.MOST_OF_LINCHECK, mutant);
    return new Search(
        report.finding().isPresent(), report.allExecutions(), ProcessorTime.since(start));
  }
}
