package org.vlsverify.spec.run;

import java.util.Arrays;
import java.util.Optional;

/**
 * The options of the project: system properties and, where {@link Group#BUILD} says so, Maven
 * properties. This is the only list of them; {@code linearizability/docs/options.md} is generated
 * from it, and a test compares it with the names in the sources.
 */
public enum Option {
  BUDGET(
      Group.RUN,
      Budget.PROPERTY,
      "How much a run checks; each budget includes the one before.",
      "`quick`, `standard`, `nightly`",
      "`quick` in `mvn test`, `standard` in the `*IT` classes of `mvn verify`"),
  SHARD(
      Group.RUN,
      Shard.PROPERTY,
      "The shard of this run: several machines divide models and Lincheck scenarios.",
      "`k/n`, as in `2/8`",
      "everything"),
  PROCESSES(
      Group.RUN,
      "vls.processes",
      "Processes that divide the test classes of a module.",
      "from 1",
      "2"),
  BROWSER(
      Group.RUN,
      "vls.browser",
      "Tests of the trace pages in Chromium: `required` fails without it, `auto` skips them.",
      "`auto`, `required`, `none`",
      "`auto`"),
  TLC_JAR(
      Group.RUN,
      "tla2tools.jar",
      "Another version of TLC; then numbers of simulations are not compared.",
      "a path to the jar",
      "the version in `pom.xml`"),
  HANG_SECONDS(
      Group.RUN,
      "vls.hang.seconds",
      "Time without progress after which a check of an implementation counts as stuck.",
      "from 1",
      "120"),
  ROOT(
      Group.RUN,
      ProjectRoot.PROPERTY,
      "The project's root, for programs that run outside of it.",
      "a directory with `spec/tla`",
      "found above the working directory"),

  SIMULATE_SEED(
      Group.MODEL_CHECKING,
      "vls.simulate.seed",
      "Another seed for simulated models; then numbers are not compared.",
      "a number",
      "per model, in its manifest"),

  HEAP_OF_TLC(
      Group.MODEL_CHECKING,
      "vls.heap",
      "Heap of TLC's JVM.",
      "a size such as `900m` or `4g`",
      "a quarter of the machine's memory, at least 512 MiB"),
  MODEL(
      Group.MODEL_CHECKING,
      "vls.model",
      "Tests of models check these only.",
      "names, separated by commas",
      "all"),

  REPLAY_MODEL(
      Group.CONFORMANCE, "vls.replay.model", "Replays this model only.", "a model's name", "all"),
  REPLAY_VARIANT(
      Group.CONFORMANCE,
      "vls.replay.variant",
      "Replays on this code only.",
      "`reference` or a class such as `LockedSharedSessions`",
      "all"),

  LINCHECK_EXECUTIONS(
      Group.LINEARIZABILITY,
      "vls.lincheck.executions",
      "Executions of each scenario at most.",
      "from 1",
      "by budget: 20 / 40 / 5,000 (model checking), 50 / 100 / 50,000 (stress)"),
  LINCHECK_VARIANT(
      Group.LINEARIZABILITY,
      "vls.lincheck.variant",
      "Runs Lincheck on this implementation only.",
      "a class such as `LockedSharedSessions`",
      "all"),
  POS_SEED(
      Group.LINEARIZABILITY,
      "vls.pos.seed",
      "Seed of the random interleavings; it fixes each of them.",
      "a number",
      "20261129"),
  POS_EXECUTIONS(
      Group.LINEARIZABILITY,
      "vls.pos.executions",
      "Random interleavings of each scenario.",
      "from 1",
      "by check and budget: 30 and 300 in `quick`"),
  POS_SCENARIO(
      Group.LINEARIZABILITY,
      "vls.pos.scenario",
      "Runs random interleavings of these scenarios only.",
      "a part of a name",
      "all"),
  JQWIK_SEED(
      Group.LINEARIZABILITY,
      "vls.jqwik.seed",
      "Seed of the random histories; together with the tries it fixes each history.",
      "a number",
      "fixed in the test"),
  JQWIK_TRIES(
      Group.LINEARIZABILITY,
      "vls.jqwik.tries",
      "Random histories per property.",
      "from 1",
      "by budget"),
  JQWIK_SHRINK_CALLS(
      Group.LINEARIZABILITY,
      "vls.jqwik.shrink.calls",
      "Calls at most while a failing history is shrunk to a 1-minimal one.",
      "from 0",
      "20,000,000"),
  SOAK_SECONDS(
      Group.LINEARIZABILITY,
      "vls.soak.seconds",
      "Duration of the soak, all implementations together.",
      "from 1",
      "10; nightly 600"),
  SOAK_THREADS(Group.LINEARIZABILITY, "vls.soak.threads", "Threads of the soak.", "2 to 64", "6"),
  SOAK_SEED(
      Group.LINEARIZABILITY,
      "vls.soak.seed",
      "Seed of the soak's calls; it does not fix the interleaving.",
      "a number",
      "20261123"),
  DETECTION_ONLY(
      Group.LINEARIZABILITY,
      "vls.detection.only",
      "With `vls.detection.update`, `vls.schedulers.update` or `vls.traces.update`: only for"
          + " these seeded defects.",
      "a regular expression, such as `locked with .*`",
      "all"),

  WALKS_SEED(
      Group.TRACE_VALIDATION,
      "vls.walks.seed",
      "Seed of the random walks; it fixes each of them.",
      "a number",
      "2"),
  WALKS_COUNT(
      Group.TRACE_VALIDATION,
      "vls.walks.count",
      "Random walks of each design.",
      "from 1",
      "by design and budget: 20 in `quick`, 10 or 40 in `standard`, 500 or 2,000 in `nightly`"),
  RUNS_SEED(
      Group.TRACE_VALIDATION,
      "vls.runs.seed",
      "Seed of the first recorded run; each next run has the next number. It fixes runs in turns,"
          + " and the calls of the others.",
      "a number",
      "0"),
  RUNS_COUNT(
      Group.TRACE_VALIDATION,
      "vls.runs.count",
      "Recorded runs of each design; the steps covered are checked from 70.",
      "from 1",
      "by check and budget: 6 and 2 in `quick`, 70 and 8 in `standard`, 700 and 80 in `nightly`"),

  JCSTRESS_TESTS(
      Group.MEMORY_ORDERING,
      "vls.jcstress.tests",
      "Runs only these jcstress tests.",
      "a part of a name",
      "all"),
  JCSTRESS_FORKS(
      Group.MEMORY_ORDERING,
      "vls.jcstress.forks",
      "JVMs per test and JVM configuration.",
      "from 1",
      "1; nightly 5"),
  JCSTRESS_ITERATIONS(
      Group.MEMORY_ORDERING,
      "vls.jcstress.iterations",
      "Iterations in each JVM.",
      "from 1",
      "2; nightly 10"),
  JCSTRESS_MILLISECONDS(
      Group.MEMORY_ORDERING,
      "vls.jcstress.milliseconds",
      "Duration of an iteration.",
      "from 1",
      "200; nightly 1,000"),

  MODELS_UPDATE(
      Group.UPDATE,
      "vls.models.update",
      "Tests of a manifest in another project write its `expected.json`.",
      "`true`",
      "`false`: it is compared"),
  TRACES_UPDATE(
      Group.UPDATE,
      "vls.traces.update",
      "Writes the stored findings of Lincheck and the table of its scenarios.",
      "`true`",
      "`false`: they are compared"),
  DETECTION_UPDATE(
      Group.UPDATE,
      "vls.detection.update",
      "Searches for the seeded defects in Lincheck scenarios anew and writes the result (hours).",
      "`true`",
      "`false`: the stored result is compared"),
  DETECTION_RANDOM(
      Group.UPDATE,
      "vls.detection.random",
      "Searches for the seeded defects in random scenarios and writes the result.",
      "`true`",
      "`false`"),
  SCHEDULERS_UPDATE(
      Group.UPDATE,
      "vls.schedulers.update",
      "Measures how soon checks find the seeded defects (minutes): `scenarios` random"
          + " interleavings and Lincheck, `edges` edge covers, `quick` the checks of `mvn test`.",
      "`true` for all, `scenarios`, `edges`, `quick`",
      "`false`: the stored result is compared with its table"),
  OVERLAPS_UPDATE(
      Group.UPDATE,
      "vls.overlaps.update",
      "Writes `spec/docs/overlaps.md` (nightly models).",
      "`true`",
      "`false`: it is compared"),
  GOLDEN_UPDATE(
      Group.UPDATE,
      "vls.golden.update",
      "Writes the expected output of the command line.",
      "`true`",
      "`false`: it is compared"),
  DOCS_UPDATE(
      Group.UPDATE, "vls.docs.update", "Writes this table.", "`true`", "`false`: it is compared"),

  HEAP(Group.BUILD, "vls.jvm.heap", "Heap of the JVMs that run tests.", "JVM options", "`-Xmx4g`"),
  COMPILER(
      Group.BUILD,
      "vls.jvm.compiler",
      "JIT and garbage collector of the JVMs that run tests.",
      "JVM options",
      "by module, see the `pom.xml` files"),
  QUIET(
      Group.BUILD,
      "vls.jvm.quiet",
      "Silences warnings of the JVM about Lincheck's agent.",
      "JVM options",
      "by JDK"),
  SLF4J_VERBOSITY(
      Group.BUILD,
      "vls.slf4j.verbosity",
      "Messages of SLF4J about itself.",
      "`DEBUG` to `ERROR`",
      "`ERROR`"),
  BUILD_ID(
      Group.BUILD,
      "vls.build",
      "Tells one build from another in the verdict. Set by Maven.",
      "a text",
      "the build's start"),
  MODULE_LAST(
      Group.BUILD,
      "vls.module.last",
      "Makes the tests of a module repeat the verdict. Set in the last module.",
      "`true`",
      "`false`");

  /** The group of an option; the table has one section for each. */
  public enum Group {
    RUN("All runs"),
    MODEL_CHECKING("Model checking and refinement"),
    CONFORMANCE("Conformance (replay)"),
    LINEARIZABILITY("Linearizability"),
    TRACE_VALIDATION("Trace validation"),
    MEMORY_ORDERING("Memory ordering"),
    UPDATE("Generated files"),
    BUILD("Build (Maven properties)");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /** The section's heading. */
    public String title() {
      return title;
    }
  }

  private final Group group;
  private final String property;
  private final String meaning;
  private final String values;
  private final String otherwise;

  Option(Group group, String property, String meaning, String values, String otherwise) {
    this.group = group;
    this.property = property;
    this.meaning = meaning;
    this.values = values;
    this.otherwise = otherwise;
  }

  /** The group of the option. */
  public Group group() {
    return group;
  }

  /** The name of the property, as after {@code -D}. */
  public String property() {
    return property;
  }

  /** One sentence, in Markdown. */
  public String meaning() {
    return meaning;
  }

  /** The values that are accepted, in Markdown. */
  public String accepted() {
    return values;
  }

  /** The default value, in Markdown. */
  public String otherwise() {
    return otherwise;
  }

  /**
   * @param property the name of a property, not null
   * @return the option of that name, empty if there is none
   */
  public static Optional<Option> of(String property) {
    return Arrays.stream(values()).filter(option -> option.property.equals(property)).findFirst();
  }
}
