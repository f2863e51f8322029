package org.vlsverify.spec.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.vls.ThreadSteps;

/** The pages in a real browser, which {@code -Dvls.browser=none} does without. */
class TracePageIT extends PageTest {
  private static final String SAFETY = "Defect_listener-bit-lost";
  private static final String DEADLOCK = "LockingDefect_close-vs-io-lock-order";
  private static final String LIVENESS = "LockingWeak_element";
  private static final String LONG_TEXTS = "LockingDefect_free-after-release-gap";
  private static final String NEVER_TOLD = "LockingDefect_owner-never-told";
  private static final String CHILD_OWNS = "Defect_child-owns";

  /** The positions of the parts of a page that must not move. */
  private static final String PLACES =
      "return ['nav', '#verdict', '#scroll', '#drawing', '.box:first-child'].map(part => {"
          + " const box = document.querySelector(part).getBoundingClientRect();"
          + " return [box.left, box.top, box.width].map(Math.round).join(' '); }).join('; ')";

  private static final String LANES_NOT_BELOW_NAMES =
      "const lefts = row => [...row.querySelectorAll('.lane')].map(lane =>"
          + " lane.getBoundingClientRect().left).join();"
          + " return [...document.querySelectorAll('.row:not(.back)')].filter(row =>"
          + " lefts(row) !== lefts(document.getElementById('lanes'))).length";

  private static final int MEGABYTE = 1_000_000;

  @RegisterExtension static final Browser BROWSER = new Browser("trace pages");

  @BeforeAll
  static void writeGallery() throws IOException {
    use(BROWSER);
    Gallery.write(pages);
  }

  @Test
  void stepsByKeyboard() throws IOException {
    open(SAFETY, "");
    assertThat(text("position")).isEqualTo("step 6 of 6");
    assertThat(text("help")).isEqualTo("Keys: ← → Home End · link to this step: #6");

    press(Keys.HOME);
    assertThat(text("position")).isEqualTo("step 1 of 6");
    assertThat(text("drawing")).contains("w0 live", "w1 unborn", "not shared");

    press(Keys.ARROW_RIGHT, Keys.ARROW_DOWN);
    assertThat(fragment()).isEqualTo("#3");
    assertThat(text("drawing")).contains("s0 listens does not wait").doesNotContain("passive");
    assertThat(browser.findElements(By.cssSelector("#drawing .changed")))
        .extracting(changed -> changed.getText())
        .containsExactly("listens");
    assertThat(text("verdict")).startsWith("At fault at the end: the listeners of s0 are none;");
    assertThat(browser.findElements(By.cssSelector("#drawing .wrong"))).isEmpty();

    press(Keys.END);
    assertThat(text("position")).isEqualTo("step 6 of 6");
    assertThat(text("drawing")).contains("listens waits", "s0 is passive", "listeners: none");
    assertThat(text("step")).contains("– violation");
    assertThat(text("verdict"))
        .isEqualTo(
            "At fault: the listeners of s0 are none;"
                + " the workers that wait for connections on s0 are w0.");
    assertThat(browser.findElements(By.cssSelector("#drawing .wrong")))
        .extracting(wrong -> wrong.getText())
        .containsExactly("listeners: none");
    screenshots(SAFETY);

    press(Keys.ARROW_LEFT);
    assertThat(fragment()).isEqualTo("#5");
    press(Keys.ARROW_UP);
    assertThat(fragment()).isEqualTo("#4");
    press(Keys.HOME);
    assertThat(fragment()).isEqualTo("#1");
    assertThat(text("problem"))
        .contains("ListenersWait", "The listeners are the subscribers that want connections.")
        .doesNotContain("SharedData.tla");
    browser.findElement(By.cssSelector("#definition summary")).click();
    assertThat(text("definition"))
        .containsPattern("spec/tla/SharedData.tla:\\d+")
        .contains("ListenersWait ==", "Copy(w, s).waits}");
    browser.findElement(By.id("last")).click();
    assertThat(text("position")).isEqualTo("step 6 of 6");
  }

  @Test
  void stepsByClick() throws IOException {
    open(DEADLOCK, "");
    browser.findElement(By.cssSelector("[data-step='2']")).click();
    assertThat(fragment()).isEqualTo("#3");
    assertThat(text("drawing")).contains("w0 live", "s0").doesNotContain("holds");

    browser.findElement(By.id("next")).click();
    browser.findElement(By.id("next")).click();
    assertThat(text("drawing"))
        .contains("w0.t0: next io: inside; holds the session lock of slot 1 of w0 (write)")
        .doesNotContain("element");
    assertThat(browser.findElements(By.cssSelector("#waits svg"))).isEmpty();
    assertThat(browser.findElements(By.cssSelector("[data-step='4'] .bar.write"))).hasSize(1);

    browser.findElement(By.id("last")).click();
    assertThat(text("position")).isEqualTo("step 7 of 7");
    assertThat(text("drawing"))
        .contains(
            "w0.t1: next close: lock the session; waits for the session lock of slot 1 of w0,"
                + " held by w0.t0; holds the table of w0 (write)");
    assertThat(browser.findElements(By.cssSelector("#waits .endless .arrow"))).hasSize(2);
    assertThat(text("waits"))
        .contains("waits for the table of w0", "waits for the session lock of slot 1 of w0");
    assertThat(text("locks"))
        .contains("the table of w0", "the session lock of slot 1 of w0", "waits for ever");
    assertThat(text("verdict"))
        .isEqualTo(
            "At fault: w0.t0 waits for the table of w0, held by w0.t1; w0.t1 waits for the session"
                + " lock of slot 1 of w0, held by w0.t0.");
    assertThat(browser.findElements(By.cssSelector(".lane.stuck"))).hasSize(2);
    assertThat(numbersThatMatter()).containsExactly("5", "7");
    assertThat(browser.findElements(By.cssSelector("#drawing .wrong"))).hasSize(2);
    screenshots(DEADLOCK);
    browser.findElement(By.id("previous")).click();
    assertThat(fragment()).isEqualTo("#6");
    browser.findElement(By.id("first")).click();
    assertThat(fragment()).isEqualTo("#1");
  }

  @Test
  void fragmentSelectsStepAndLassoIsMarked() throws IOException {
    open(LIVENESS, "#8");
    assertThat(text("position")).isEqualTo("step 8 of 22");
    assertThat(text("drawing")).contains("w1 forking");
    press(Keys.ARROW_RIGHT);
    assertThat(fragment()).isEqualTo("#9");

    browser.executeScript("location.hash = '#20'");
    assertThat(text("position")).isEqualTo("step 20 of 22");
    assertThat(text("waits")).contains("waits for element 1");
    assertThat(browser.findElement(By.cssSelector(".row.back")).getText()).contains("back to 18");
    assertThat(text("verdict"))
        .contains("w0.t0 waits again and again for element 1, held by w1.t0");
    assertThat(browser.findElements(By.cssSelector(".lane.stuck[title*='from here on']")))
        .hasSize(1);
    assertThat(browser.findElements(By.cssSelector(".row.loop[data-step='17']"))).isNotEmpty();
    assertThat(browser.findElements(By.cssSelector(".row.loop[data-step='16']"))).isEmpty();
    screenshots(LIVENESS);
    browser.findElement(By.cssSelector(".row.back")).click();
    assertThat(fragment()).isEqualTo("#18");
    assertThat(text("drawing")).contains("owner: w0", "session: s0");
  }

  @Test
  void rejectedEventOfRecordedRunIsMarked() throws IOException {
    Trace trace = TraceJson.read(stored(DEADLOCK));
    int last = trace.length() - 1;
    List<Trace.Step> steps = new ArrayList<>(trace.steps());
    steps.set(
        last - 1,
        new Trace.Step(
            ThreadSteps.rejected(
                TlaValue.tuple(TlaValue.model("w0"), TlaValue.model("t1")),
                9,
                "w0.t1 has returned"),
            trace.state(last - 1)));
    Trace run =
        new Trace(
            "run.ndjson",
            new Trace.Problem(Verdict.DIFFERENCE, "line 9, w0.t1 has returned, fits no step"),
            trace.initial(),
            steps,
            Optional.empty());
    Files.writeString(
        pages.resolve("run.html"),
        TracePage.html(
            run, new TracePage.About("Recorded run", "", "Allowed", "close s0: begin", "", "")));
    open("run", "");
    assertThat(text("title")).isEqualTo("Recorded run");
    assertThat(text("problem")).endsWith("line 9, w0.t1 has returned, fits no step.");
    assertThat(browser.findElement(By.cssSelector(".row.final")).getText())
        .contains("REJECTED: w0.t1 has returned (line 9)");
    assertThat(text("changes")).isEqualTo("Nothing.");
    browser.findElement(By.cssSelector("#definition summary")).click();
    assertThat(text("definition")).contains("Allowed", "close s0: begin");
  }

  private static Path stored(String model) {
    return StoredTrace.all().stream()
        .filter(file -> file.endsWith(model + ".json"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void otherFragmentsSelectLastStep() {
    open(LIVENESS, "#step=18");
    assertThat(text("position")).isEqualTo("step 18 of 22");
    for (String other : List.of("#step=", "#17a", "#-1", "#step", "#1e1", "#%", "#step=x")) {
      open(LIVENESS, other);
      assertThat(text("position")).as(other).isEqualTo("step 22 of 22");
    }
  }

  @Test
  void causesAndEndlessWaitsAreMarked() throws IOException {
    open(NEVER_TOLD, "");
    assertThat(text("step")).isEqualTo("w1.t0 is killed – then no further step");
    assertThat(text("verdict"))
        .isEqualTo(
            "At fault: 1 notice to w0 that it owns s0 now, not read yet; w0 is live; w0.t0 waits for ever for"
                + " the fork of w1.");
    assertThat(numbersThatMatter()).contains("18", "25", "26").hasSizeLessThan(5);
    assertThat(browser.findElement(By.cssSelector("[data-step='24']")).getText())
        .contains(
            "make the child; waits from here on for the fork of w1",
            "starts, another process with this name");
    assertThat(browser.findElements(By.cssSelector(".lane.anew"))).hasSize(1);
    assertThat(browser.findElements(By.cssSelector("#drawing .wrong")))
        .extracting(wrong -> wrong.getText())
        .containsExactly(
            "live",
            "✉ “you own s0 now”: notice not read yet",
            "w0.t0: next fork: wait for the child; waits for the fork of w1");
    screenshots(NEVER_TOLD);
    press(Keys.ARROW_LEFT);
    assertThat(browser.findElements(By.cssSelector("#waits .arrow"))).hasSize(1);
    assertThat(browser.findElements(By.cssSelector("#waits .endless"))).isEmpty();
  }

  private static List<String> numbersThatMatter() {
    return browser.findElements(By.cssSelector(".row.matters .number")).stream()
        .map(number -> number.getText().replaceAll("\\D", ""))
        .sorted()
        .toList();
  }

  @Test
  void layoutIsStableAndLanesAreAligned() {
    for (String page : List.of(DEADLOCK, NEVER_TOLD, LONG_TEXTS)) {
      open(page, "");
      Object end = browser.executeScript(PLACES);
      press(Keys.HOME);
      assertThat(browser.executeScript(PLACES)).as(page).isEqualTo(end);
      assertThat(browser.executeScript(LANES_NOT_BELOW_NAMES)).as(page).isEqualTo(0L);
    }
  }

  @Test
  void glossaryOpensWithoutMovingThePage() {
    open(NEVER_TOLD, "");
    Object before = browser.executeScript(PLACES);
    assertThat(text("words")).isEqualTo("Glossary");
    browser.findElement(By.cssSelector("#words summary")).click();
    assertThat(text("words"))
        .contains("slot", "element", "waits", "life cycle", "retire", "Allocate", "I/O", "table")
        .doesNotContain("w0 has forked w1");
    assertThat(browser.executeScript(PLACES)).isEqualTo(before);
    press(Keys.ESCAPE);
    assertThat(text("words")).isEqualTo("Glossary");
  }

  @Test
  void copiesShowSameFieldsAndOnlyChangesAreMarked() {
    open(CHILD_OWNS, "");
    assertThat(browser.findElements(By.cssSelector("#drawing .session")))
        .extracting(copy -> copy.getText())
        .containsExactly("s0", "s0 new");
    assertThat(browser.findElements(By.cssSelector("#drawing .changed")))
        .extracting(changed -> changed.getText())
        .allMatch(words -> words.equals("new") || words.equals("forking"));
  }

  @Test
  void longTextsAreWrapped() {
    open(LONG_TEXTS, "#26");
    List<?> rows =
        (List<?>)
            browser.executeScript(
                "return [...document.querySelectorAll('.row')].map(row => [row.clientHeight,"
                    + " Math.max(...[...row.querySelectorAll('.text')].map(t => t.scrollHeight))])");
    assertThat(rows).hasSizeGreaterThan(10);
    assertThat(rows)
        .allSatisfy(
            row -> {
              List<?> heights = (List<?>) row;
              assertThat((Long) heights.get(1)).isLessThanOrEqualTo((Long) heights.get(0));
            });
    assertThat(rows).anySatisfy(row -> assertThat((Long) ((List<?>) row).get(0)).isGreaterThan(60));
    assertThat(text("step")).isEqualTo("w0.t0 close s0: unsubscribe");
  }

  @Test
  void galleryIsGroupedAndFiltered() {
    open("index", "");
    assertThat(browser.findElements(By.tagName("h2")))
        .extracting(title -> title.getText())
        .startsWith("Abstract specification")
        .hasSize(7)
        .doesNotContain("Others");
    List<String> first =
        browser.findElements(By.cssSelector("tbody:first-of-type .trace td:nth-child(2)")).stream()
            .map(property -> property.getText())
            .toList();
    assertThat(first.indexOf("OwnerIsSubscriber"))
        .isLessThan(first.indexOf("OrderOfSubscribers"))
        .isGreaterThan(first.indexOf("ListenersWait"));
    browser.findElement(By.id("filter")).sendKeys("CIRCULAR w");
    assertThat(text("count")).isEqualTo("3 shown");
    assertThat(browser.findElements(By.cssSelector(".trace:not([hidden])"))).hasSize(3);
    assertThat(browser.findElements(By.cssSelector("tbody:not([hidden])"))).hasSize(1);
  }

  @Test
  void longTraceNeedsFewElements() throws IOException {
    Trace loop =
        TraceJson.read(
            StoredTrace.all().stream()
                .filter(file -> file.endsWith(LIVENESS + ".json"))
                .findFirst()
                .orElseThrow());
    List<Trace.Step> steps = new ArrayList<>();
    while (steps.size() < 10_000) {
      steps.addAll(loop.steps());
    }
    Trace trace =
        new Trace(
            loop.model(),
            loop.problem(),
            loop.initial(),
            steps.subList(0, 10_000),
            Optional.empty());
    String html = TracePage.html(trace);
    assertThat(html.length()).isLessThan(MEGABYTE);
    Files.writeString(pages.resolve("long.html"), html);

    open("long", "");
    assertThat(text("position")).isEqualTo("step 10001 of 10001");
    assertThat(browser.findElements(By.cssSelector("[data-step='10000'].now"))).hasSize(1);
    press(Keys.ARROW_LEFT);
    assertThat(fragment()).isEqualTo("#10000");
    browser.executeScript("location.hash = '#5001'");
    assertThat(text("position")).isEqualTo("step 5001 of 10001");
    assertThat((Long) browser.executeScript("return document.querySelectorAll('*').length"))
        .isLessThan(1000);
  }

  @Test
  void galleryListsEveryPageWithoutNetwork() throws IOException {
    open("index", "");
    List<String> links =
        browser.findElements(By.cssSelector("td a")).stream()
            .map(link -> link.getDomAttribute("href").replaceAll("#.*", ""))
            .toList();
    screenshots("index");
    assertThat(links).hasSizeGreaterThan(100).contains(SAFETY + ".html", DEADLOCK + ".html");
    List<String> wrong = new ArrayList<>();
    // To open one takes a quarter of a second.
    int openEach = Budget.current().includes(Budget.NIGHTLY) ? 1 : 4;
    for (int i = 0; i < links.size(); i++) {
      String link = links.get(i);
      String html = Files.readString(pages.resolve(link));
      if (html.length() >= MEGABYTE || html.contains("http:") || html.contains("https:")) {
        wrong.add(link);
      }
      if (i % openEach != 0) {
        continue;
      }
      open(link.replace(".html", ""), "#100000");
      if (!browser.findElement(By.id("position")).getText().matches("step (\\d+) of \\1")) {
        wrong.add(link + " does not open at its end");
      }
    }
    assertThat(wrong).isEqualTo(Collections.emptyList());
  }
}
