package org.vlsverify.spec.page;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.opentest4j.TestAbortedException;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * The browser of a test class, without a window and without a network. The class is one check of
 * the verdict; where there is no browser it is skipped or fails, see {@link BrowserOption}.
 */
final class Browser implements BeforeAllCallback, TestWatcher, AfterAllCallback {
  private static final String MESSAGE = "Message: ";
  private static final String AS_EXPECTED = "all tests pass";

  /**
   * It misses classes for this version of Chromium, which are not used here. Held, or it is lost.
   */
  private static final Logger VERSIONS =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  private final String subject;
  private final List<String> failed = new ArrayList<>();
  private int passed;
  private long started;
  private Path profile;
  private ChromeDriver driver;

  /**
   * @param subject what is opened in the browser, for the verdict
   */
  Browser(String subject) {
    this.subject = subject;
  }

  /** The running browser. */
  ChromeDriver driver() {
    return driver;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    started = System.nanoTime();
    BrowserOption option = BrowserOption.current();
    if (option == BrowserOption.NONE) {
      throw skipped(context, "-D%s=%s".formatted(BrowserOption.PROPERTY, option), "");
    }
    Optional<Path> binary = onPath("chromium", "google-chrome");
    Optional<Path> chromedriver = onPath("chromedriver");
    String advice =
        " Install the packages chromium and chromium-driver, or say -D%s=%s to do without."
            .formatted(BrowserOption.PROPERTY, BrowserOption.NONE);
    if (binary.isEmpty() || chromedriver.isEmpty()) {
      throw missing(option, context, binary.isEmpty() ? "no Chromium" : "no chromedriver", advice);
    }
    profile = Files.createTempDirectory("vls-browser");
    try {
      driver = start(binary.get(), chromedriver.get(), profile);
    } catch (WebDriverException e) {
      throw missing(option, context, "Chromium does not start: " + reason(e), advice);
    }
  }

  /** The browser's own words, without Selenium's introduction. */
  private static String reason(WebDriverException e) {
    String message = String.valueOf(e.getRawMessage());
    return message
        .substring(message.indexOf(MESSAGE) < 0 ? 0 : message.indexOf(MESSAGE) + MESSAGE.length())
        .lines()
        .findFirst()
        .orElse("no reason is given");
  }

  private RuntimeException missing(
      BrowserOption option, ExtensionContext context, String reason, String advice) {
    if (option == BrowserOption.REQUIRED) {
      record(context, AS_EXPECTED, reason, false);
      fail("The pages are tested in a browser: " + reason + "." + advice);
    }
    return skipped(context, reason, advice);
  }

  private TestAbortedException skipped(ExtensionContext context, String reason, String advice) {
    VerdictLog.record(check(context).skipped(AS_EXPECTED, reason).build());
    return new TestAbortedException("Skipped: " + reason + "." + advice);
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    passed++;
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    failed.add(context.getDisplayName());
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (driver == null) {
      return;
    }
    driver.quit();
    delete(profile);
    // A class whose own preparations failed has run no test; its failure is a problem by itself.
    if (passed + failed.size() > 0) {
      record(
          context,
          AS_EXPECTED,
          failed.isEmpty() ? AS_EXPECTED : "failed: " + String.join(", ", failed),
          failed.isEmpty());
    }
  }

  private void record(ExtensionContext context, String expected, String actual, boolean isPassed) {
    VerdictLog.record(check(context).outcome(expected, actual, isPassed).build());
  }

  private CheckResult.Builder check(ExtensionContext context) {
    return CheckResult.of(CheckMethod.PAGES, "browser", subject)
        .seconds((System.nanoTime() - started) / 1e9)
        .reproduce(
            "mvn -q -pl spec verify -Dtest=none -Dit.test=%s -D%s=%s"
                .formatted(
                    context.getRequiredTestClass().getSimpleName(),
                    BrowserOption.PROPERTY,
                    BrowserOption.REQUIRED));
  }

  private static ChromeDriver start(Path binary, Path chromedriver, Path profile) {
    VERSIONS.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(binary.toString());
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
        new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.toFile()).build(),
        options);
  }

  private static Optional<Path> onPath(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Chromium's processes may still be writing when it has quit: what stays is temporary. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (UncheckedIOException e) {
      // A file has gone while it was listed.
    }
  }
}
