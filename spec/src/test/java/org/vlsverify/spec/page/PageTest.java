package org.vlsverify.spec.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.vlsverify.spec.run.ProjectRoot;

/** Pages in a real browser, which {@code -Dvls.browser=none} does without. */
abstract class PageTest {
  static final Path SPEC = ProjectRoot.path().resolve("spec");
  private static final Path SCREENSHOTS = SPEC.resolve(Path.of("target", "screenshots"));

  @TempDir static Path pages;
  static ChromeDriver browser;

  /** The first thing that a class does, with the browser that it has for itself. */
  static void use(Browser own) throws IOException {
    browser = own.driver();
    Files.createDirectories(SCREENSHOTS);
  }

  @BeforeEach
  void clearLog() {
    browser.manage().logs().get(LogType.BROWSER);
  }

  @AfterEach
  void assertNoErrorInLog() {
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
        .filteredOn(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .isEmpty();
    assertThat(browser.executeScript("return performance.getEntriesByType('resource').length"))
        .as("other resources loaded by the page")
        .isEqualTo(0L);
  }

  static void open(String page, String fragment) {
    browser.get("about:blank");
    browser.get(pages.resolve(page + ".html").toUri() + fragment);
  }

  static void press(Keys... keys) {
    for (Keys key : keys) {
      browser.findElement(By.tagName("body")).sendKeys(key);
    }
  }

  static String text(String id) {
    return browser.findElement(By.id(id)).getText();
  }

  static String fragment() {
    return (String) browser.executeScript("return location.hash");
  }

  static void screenshots(String name) throws IOException {
    for (String scheme : List.of("light", "dark")) {
      browser.executeCdpCommand(
          "Emulation.setEmulatedMedia",
          Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
      Files.write(
          SCREENSHOTS.resolve(name + "-" + scheme + ".png"),
          browser.getScreenshotAs(OutputType.BYTES));
    }
  }
}
