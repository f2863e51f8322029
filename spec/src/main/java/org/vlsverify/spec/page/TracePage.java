package org.vlsverify.spec.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.vlsverify.spec.BadInputException;
import org.vlsverify.spec.Model;
import org.vlsverify.spec.ModelCatalog;
import org.vlsverify.spec.SpecText;
import org.vlsverify.spec.Trace;

/** A trace as one HTML page that needs no network and opens from a disk. */
public final class TracePage {
  private TracePage() {}

  /**
   * @param trace any trace, also of a model that is in no catalogue; not null
   * @return the page
   */
  public static String html(Trace trace) {
    return html(trace, About.of(trace));
  }

  /**
   * @param trace any trace, not null
   * @param about what is known of it besides, not null
   * @return the page
   */
  public static String html(Trace trace, About about) {
    ObjectNode data = TraceData.of(trace);
    data.put("what", about.what());
    data.put("meaning", about.meaning());
    data.put("where", about.where());
    data.put("upstream", about.upstream());
    data.put("index", about.index());
    return resource("page.html")
        .replace("{{title}}", escape(trace.model()))
        .replace("{{style}}", resource("page.css"))
        .replace("{{script}}", resource("page.js"))
        .replace("{{data}}", inScript(data.toString()));
  }

  /**
   * What a trace does not say itself. Empty texts for what is not known.
   *
   * @param what what the model is for or what went wrong, not null
   * @param meaning what the violated property says, not null
   * @param where the property's file and line, not null
   * @param upstream which commit fixed it, not null
   * @param index the address of the page that lists this one, not null
   */
  public record About(String what, String meaning, String where, String upstream, String index) {
    /** Rejects null. */
    public About {
      Objects.requireNonNull(what);
      Objects.requireNonNull(meaning);
      Objects.requireNonNull(where);
      Objects.requireNonNull(upstream);
      Objects.requireNonNull(index);
    }

    /**
     * @param trace any trace, not null
     * @return what the project's catalogue of models says of it; nothing if it has not got the
     *     model
     */
    public static About of(Trace trace) {
      Optional<Model> model;
      try {
        model =
            ModelCatalog.load().models().stream()
                .filter(candidate -> candidate.name().equals(trace.model()))
                .findFirst();
      } catch (BadInputException e) {
        // A page of a foreign trace is wanted where there is no project, too.
        model = Optional.empty();
      }
      return model.map(known -> of(trace, known)).orElse(new About("", "", "", "", ""));
    }

    /**
     * @param trace any trace, not null
     * @param model its model, not null
     * @return what the model and its module say of it
     */
    public static About of(Trace trace, Model model) {
      Optional<SpecText.Definition> definition =
          Optional.ofNullable(trace.problem().property())
              .flatMap(property -> SpecText.definition(model.module(), property));
      return new About(
          model.what(),
          definition.flatMap(SpecText.Definition::meaning).orElse(""),
          definition.map(d -> d.file().getFileName() + ", line " + d.line()).orElse(""),
          "",
          "");
    }

    /** The same, with what a catalogue of defects says. */
    About with(String otherWhat, String fix, String list) {
      return new About(otherWhat, meaning, where, fix, list);
    }
  }

  static String resource(String name) {
    try (InputStream in = TracePage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JSON that ends no script element and begins no comment in one. */
  private static String inScript(String json) {
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
