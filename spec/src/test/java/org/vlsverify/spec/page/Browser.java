package org.vlsverify.spec.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The browser of the tests, without a window and without a network. */
final class Browser {
  /**
   * It misses classes for this version of Chromium, which are not used here. Held, or it is lost.
   */
  private static final Logger VERSIONS =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  private Browser() {}

  /**
   * Starts it; skips the test if {@code -Dvls.browser=none} says to do without.
   *
   * @param profile an empty folder
   */
  static ChromeDriver start(Path profile) {
    Assumptions.assumeFalse(
        "none".equals(System.getProperty("vls.browser")), "skipped by -Dvls.browser=none");
    Optional<Path> binary = onPath("chromium", "google-chrome");
    Optional<Path> driver = onPath("chromedriver");
    assertThat(binary.isPresent() && driver.isPresent())
        .withFailMessage(
            "The pages are tested in a browser, which is missing: install the packages chromium and"
                + " chromium-driver, or say -Dvls.browser=none to do without.")
        .isTrue();
    VERSIONS.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(binary.orElseThrow().toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1300,850",
        "--user-data-dir=" + profile);
    LoggingPreferences log = new LoggingPreferences();
    log.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", log);
    // With both paths given, Selenium looks for nothing in the network.
    return new ChromeDriver(
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.orElseThrow().toFile())
            .build(),
        options);
  }

  private static Optional<Path> onPath(String... names) {
    List<Path> found = new ArrayList<>();
    for (String name : names) {
      for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
        Path file = Path.of(folder, name);
        if (Files.isExecutable(file)) {
          found.add(file);
        }
      }
    }
    return found.stream().findFirst();
  }
}
