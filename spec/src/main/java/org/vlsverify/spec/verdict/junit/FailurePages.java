package org.vlsverify.spec.verdict.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.vlsverify.spec.page.TracePage;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.RunVerdict;
import org.vlsverify.spec.verdict.VerdictLog;
import org.vlsverify.spec.verdict.VerdictSummary;

/** Writes the page of each failing check's trace beside the trace. */
final class FailurePages {
  /** A copy of the first page, under a name that CI knows. */
  static final String FIRST = "first-failing-trace.html";

  private FailurePages() {}

  /**
   * Writes the pages that are missing or older than their traces.
   *
   * @param log the log of the run
   * @throws UncheckedIOException if a page cannot be written
   * @throws org.vlsverify.spec.run.BadInputException if a trace cannot be read
   */
  static void write(VerdictLog log) {
    RunVerdict verdict = log.read();
    Path root = log.root();
    try {
      for (CheckResult check : verdict.failed()) {
        Optional<Path> trace = trace(check, root);
        if (trace.isPresent()) {
          writeIfStale(trace.get(), VerdictSummary.page(trace.get()));
        }
      }
      Optional<Path> first = VerdictSummary.firstPage(verdict, root);
      Path copy = log.folder().resolve(FIRST);
      if (first.isPresent()) {
        Files.copy(root.resolve(first.get()), copy, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the page of a trace: " + e.getMessage(), e);
    }
  }

  /** The trace as data, if there is one: a check may name the text beside it. */
  private static Optional<Path> trace(CheckResult check, Path root) {
    if (check.trace() == null) {
      return Optional.empty();
    }
    Path named = root.resolve(check.trace());
    String page = VerdictSummary.page(named).getFileName().toString();
    String name = page.substring(0, page.length() - ".html".length());
    return Stream.of(name + ".itf.json", name + ".json")
        .map(named::resolveSibling)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static void writeIfStale(Path trace, Path page) throws IOException {
    if (Files.exists(page)
        && Files.getLastModifiedTime(page).compareTo(Files.getLastModifiedTime(trace)) >= 0) {
      return;
    }
    Files.writeString(page, TracePage.html(TraceJson.read(trace)));
  }
}
