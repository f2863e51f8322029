package org.vlsverify.spec.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;

/** Pages of traces that other tools have written, or that are of no model of this project. */
class ForeignPageIT extends PageTest {
  @RegisterExtension static final Browser BROWSER = new Browser("pages of foreign traces");

  @BeforeAll
  static void start() throws IOException {
    use(BROWSER);
  }

  @Test
  void foreignTraceIsTableOfVariables() throws IOException {
    String evil = "</script><script>document.title = 'taken'</script><!-- & <b>";
    Map<String, TlaValue> one = Map.of("x", TlaValue.string(evil));
    Map<String, TlaValue> two = Map.of("x", TlaValue.of(2));
    Trace trace =
        new Trace(
            "Foreign " + evil,
            new Trace.Problem(Verdict.DEADLOCK, null),
            one,
            List.of(new Trace.Step(new Operation("Next", Map.of()), two)),
            Optional.empty());
    Files.writeString(pages.resolve("foreign.html"), TracePage.html(trace));

    open("foreign", "#0");
    assertThat(browser.getTitle()).isEqualTo("Foreign " + evil);
    assertThat(text("variables")).contains(evil);
    press(Keys.END);
    assertThat(text("variables")).contains("2");
    assertThat(browser.findElements(By.cssSelector("#variables .changed"))).hasSize(1);
  }

  private static void openForeign(String file) throws IOException {
    Path foreign = SPEC.resolve(Path.of("src", "test", "resources", "foreign")).resolve(file);
    Files.writeString(pages.resolve("other.html"), TracePage.html(TraceJson.read(foreign)));
    open("other", "");
  }

  @Test
  void traceWithoutKindHasNoVerdict() throws IOException {
    openForeign("itf/set-one-more.itf.json");
    assertThat(text("problem")).isEqualTo("The file of the trace reports no problem.");
    assertThat(text("position")).isEqualTo("step 2 of 2");
    assertThat(text("step")).isEqualTo("step");
    assertThat(text("changes")).isEqualTo("m added 160");
    assertThat(browser.findElements(By.cssSelector("strong, .bad, .wrong:not(#legend *)")))
        .filteredOn(element -> element.isDisplayed())
        .isEmpty();
    screenshots("foreign-set");
  }

  @Test
  void noteOfForeignFileIsShown() throws IOException {
    openForeign("itf/quint-mbt.itf.json");
    assertThat(text("problem"))
        .startsWith("The file of the trace reports a violation. The file says: source:")
        .contains("status: violation");
    assertThat(text("position")).isEqualTo("step 3 of 3");
    assertThat(text("step")).isEqualTo("withdraw \"alice\" – violation");
    screenshots("foreign-quint");
    openForeign("itf/quint-rust.itf.json");
    assertThat(text("problem")).isEqualTo("The file says: source: counter.qnt; status: ok.");
    assertThat(text("position")).isEqualTo("step 1 of 2");
  }

  @Test
  void tlcOutputBecomesPage() throws IOException {
    openForeign("tlc/bug-report.md");
    assertThat(text("problem"))
        .isEqualTo("The temporal property is violated by this infinite behaviour.");
    assertThat(text("step")).isEqualTo("p2 take – then back to step 2, for ever");
    assertThat(browser.findElement(By.cssSelector(".row.back")).getText()).contains("back to 2");
    screenshots("foreign-tlc");
  }

  @Test
  void longOldValueIsAboveNewOne() throws IOException {
    openForeign("tlc/bug-report.md");
    List<WebElement> cells = browser.findElements(By.cssSelector("#changes td:not([rowspan])"));
    assertThat(cells).hasSize(2);
    assertThat(cells.get(1).getLocation().getY()).isGreaterThan(cells.get(0).getLocation().getY());
    assertThat(cells.get(1).getLocation().getX()).isEqualTo(cells.get(0).getLocation().getX());
  }
}
