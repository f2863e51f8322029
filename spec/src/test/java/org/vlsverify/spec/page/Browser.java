package org.vlsverify.spec.page;

import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
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
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * The browser of a test class, without a window and without a network. The class is one check of
 * the verdict; without a browser it is skipped or fails, see {@link BrowserOption}.
 */
final class Browser
    implements ExecutionCondition, BeforeAllCallback, TestWatcher, AfterAllCallback {
  private static final String MESSAGE = "Message: ";
  private static final String AS_EXPECTED = "all tests pass";

  /**
   * Selenium warns of missing classes for this version of Chromium, which are not used here. The
   * reference keeps the logger from being collected.
   */
  private static final Logger VERSIONS =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  private final String subject;
  private final List<String> failed = new ArrayList<>();
  private int passed;
  private long started;
  private Path profile;

  /** The reason for a missing browser; null if there is one. */
  private String missing;

  private ChromeDriver driver;

  /**
   * @param subject the tested pages, for the verdict
   */
  Browser(String subject) {
    this.subject = subject;
  }

  /** The running browser. */
  ChromeDriver driver() {
    return driver;
  }

  /** Starts the browser, or finds the reason for which there is none. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("its class runs");
    }
    started = System.nanoTime();
    BrowserOption option = BrowserOption.current();
    missing =
        option == BrowserOption.NONE ? "-D%s=none".formatted(BrowserOption.PROPERTY) : start();
    if (missing == null || option == BrowserOption.REQUIRED) {
      return ConditionEvaluationResult.enabled("a browser runs, or its absence is a failure");
    }
    VerdictLog.record(check(context).skipped(AS_EXPECTED, missing).build());
    return ConditionEvaluationResult.disabled(missing);
  }

  /** Starts the browser; returns the reason of a failure, or null. */
  private String start() {
    Optional<Path> binary = onPath("chromium", "google-chrome");
    Optional<Path> chromedriver = onPath("chromedriver");
    if (binary.isEmpty() || chromedriver.isEmpty()) {
      return binary.isEmpty() ? "no Chromium" : "no chromedriver";
    }
    try {
      profile = Files.createTempDirectory("vls-browser");
      driver = start(binary.get(), chromedriver.get(), profile);
      return null;
    } catch (WebDriverException e) {
      delete(profile);
      return "Chromium does not start: " + complaint(binary.get()).orElseGet(() -> reason(e));
    } catch (IOException e) {
      return "no folder for Chromium's profile: " + e.getMessage();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (missing != null) {
      record(context, missing, false);
      fail(
          "The tests of the pages need a browser: %s. Install the packages chromium and chromium-driver,"
              + " or say -D%s=none to do without.",
          missing, BrowserOption.PROPERTY);
    }
  }

  /** The output of a Chromium that cannot print its version, for example for lack of a library. */
  private static Optional<String> complaint(Path binary) {
    try {
      Process process =
          new ProcessBuilder(binary.toString(), "--version").redirectErrorStream(true).start();
      String first;
      try (BufferedReader lines = process.inputReader()) {
        first = lines.lines().reduce((earlier, later) -> earlier).orElse("no output");
      }
      int exitCode = process.waitFor();
      return exitCode == 0
          ? Optional.empty()
          : Optional.of("%s (exit code %d)".formatted(first.strip(), exitCode));
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The message of chromedriver, without Selenium's introduction. */
  private static String reason(WebDriverException e) {
    String message = String.valueOf(e.getRawMessage());
    int start = message.indexOf(MESSAGE);
    return message
        .substring(start < 0 ? 0 : start + MESSAGE.length())
        .lines()
        .findFirst()
        .orElse("no reason is given");
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
  public void afterAll(ExtensionContext context) {
    if (driver != null) {
      driver.quit();
      delete(profile);
    }
    // After a failed preparation no test has run; JUnit reports that failure itself.
    if (passed + failed.size() > 0) {
      boolean all = failed.isEmpty();
      record(context, all ? AS_EXPECTED : "failed: " + String.join(", ", failed), all);
    }
  }

  private void record(ExtensionContext context, String actual, boolean isPassed) {
    VerdictLog.record(check(context).outcome(AS_EXPECTED, actual, isPassed).build());
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
    // With both paths set, Selenium does not use the network.
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

  /** Chromium's processes may still write after it has quit; remaining files are temporary. */
  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      // A file was deleted during the listing.
    }
  }
}
