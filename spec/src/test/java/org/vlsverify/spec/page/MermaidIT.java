package org.vlsverify.spec.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.trace.TraceMermaid;

/** Mermaid accepts the output of {@link TraceMermaid}. */
class MermaidIT {
  private static final Path TRACES = ProjectRoot.path().resolve(Path.of("spec", "counterexamples"));

  private static final String PARSE =
      "const done = arguments[1]; mermaid.parse(arguments[0]).then(() => done(''), error =>"
          + " done(String(error)));";

  private static final String RENDER =
      "const done = arguments[1]; mermaid.render('drawn', arguments[0]).then(made => {"
          + " document.body.innerHTML = made.svg; done(document.body.textContent); },"
          + " error => done(String(error)));";

  @RegisterExtension static final Browser BROWSER = new Browser("Mermaid");

  @TempDir private static Path folder;
  private static ChromeDriver browser;

  @BeforeAll
  static void start() throws IOException {
    browser = BROWSER.driver();
    String webjar = "/META-INF/maven/org.webjars.npm/mermaid/pom.properties";
    Properties properties = new Properties();
    try (InputStream in = MermaidIT.class.getResourceAsStream(webjar)) {
      properties.load(in);
    }
    String script =
        "/META-INF/resources/webjars/mermaid/"
            + properties.getProperty("version")
            + "/dist/mermaid.min.js";
    try (InputStream in = MermaidIT.class.getResourceAsStream(script)) {
      Files.copy(in, folder.resolve("mermaid.min.js"));
    }
    Path page =
        Files.writeString(
            folder.resolve("page.html"),
            "<!DOCTYPE html><meta charset='utf-8'><script src='mermaid.min.js'></script><body>");
    browser.get(page.toUri().toString());
  }

  @Test
  void eachTraceIsADiagram() {
    List<Path> files = StoredTrace.all();
    List<String> wrong = new ArrayList<>();
    for (Path file : files) {
      Object error = browser.executeAsyncScript(PARSE, TraceMermaid.print(TraceJson.read(file)));
      if (!"".equals(error)) {
        wrong.add(file.getFileName() + ": " + error);
      }
    }
    assertThat(files).hasSizeGreaterThan(100);
    assertThat(wrong).isEmpty();
  }

  @Test
  void invalidDiagramIsRejected() {
    assertThat((String) browser.executeAsyncScript(PARSE, "sequenceDiagram\n    p1->>: x\n"))
        .contains("Parse error");
  }

  @Test
  void tlaSymbolsAreEscaped() {
    String diagram =
        TraceMermaid.print(
            TraceJson.read(
                TRACES.resolve(
                    "SharedData/invariants/NoticesAreForOwners/Defect_notice-twice.json")));
    assertThat((String) browser.executeAsyncScript(RENDER, diagram))
        .contains("shared[s0].subscribers: <<w0, w1>> -> <<w1>>");
  }
}
