package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.pos.RandomBudget;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * The table of suites in {@code docs/scenarios.md} matches {@link ScenarioSuite}, {@link
 * ScenarioBudget} and {@link RandomBudget}. {@code -Dvls.traces.update=true} writes it.
 */
class ScenariosDocumentTest {
  private static final Path DOCUMENT =
      ProjectRoot.path().resolve("linearizability/docs/scenarios.md");

  private static final String BEGIN = "<!-- begin of the generated table -->\n";
  private static final String END = "<!-- end of the generated table -->\n";

  @Test
  void tableMatchesSuites() throws IOException {
    String text = Files.readString(DOCUMENT);
    assertThat(text).contains(BEGIN, END);
    String expected =
        text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
            + table()
            + text.substring(text.indexOf(END));
    if (Boolean.getBoolean("vls.traces.update")) {
      Files.writeString(DOCUMENT, expected);
      return;
    }
    assertThat(text)
        .as("the table in %s; -Dvls.traces.update=true writes it", DOCUMENT)
        .isEqualTo(expected);
  }

  private static String table() {
    StringBuilder out = new StringBuilder();
    out.append(
        "| suite | model | threads | selection | selected | scenarios | Lincheck | random |\n");
    out.append("| --- | --- | --- | --- | ---: | ---: | --- | --- |\n");
    for (ScenarioSuite suite : ScenarioSuite.values()) {
      out.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %s | %s | %,d | %,d | %s | %s |%n",
              suite,
              suite.model(),
              suite.shape(),
              suite.description(),
              suite.expectedPairs(),
              suite.expected(),
              budget(suite),
              random(suite)));
    }
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  private static String budget(ScenarioSuite suite) {
    String onDefault = first(suite, Design.DEFAULT);
    String onOthers =
        first(suite, Stream.of(Design.values()).filter(d -> d != Design.DEFAULT).toList().get(0));
    return onDefault.equals(onOthers)
        ? onDefault
        : "%s; other designs: %s".formatted(onDefault, onOthers);
  }

  /** The first budget, and the executions of each scenario in it. */
  private static String random(ScenarioSuite suite) {
    if (suite == Linearizability.SUITE) {
      return "quick: %d".formatted(RandomBudget.quickSuite());
    }
    return Stream.of(Budget.values())
        .flatMap(
            budget ->
                RandomBudget.parts(budget).stream()
                    .filter(part -> part.suite() == suite)
                    .map(
                        part ->
                            String.format(
                                Locale.ROOT,
                                "%s: %,d",
                                budget.name().toLowerCase(Locale.ROOT),
                                part.executions())))
        .findFirst()
        .orElse("-");
  }

  private static String first(ScenarioSuite suite, Design design) {
    return Stream.of(Budget.values())
        .filter(budget -> ScenarioBudget.suites(budget, design).contains(suite))
        .findFirst()
        .map(budget -> budget.name().toLowerCase(Locale.ROOT))
        .orElse("-");
  }
}
