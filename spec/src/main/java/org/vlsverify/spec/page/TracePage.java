package org.vlsverify.spec.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.module.ModuleComments;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.trace.Narrator;
import org.vlsverify.spec.trace.Trace;

/** A trace as one HTML page that needs no network and opens from a disk. */
public final class TracePage {
  private static final Pattern GAP = Pattern.compile("\\{\\{(\\w+)\\}\\}");

  private TracePage() {}

  /**
   * @param trace any trace, also of an unknown model; not null
   * @return the page
   */
  public static String html(Trace trace) {
    return html(trace, About.of(trace));
  }

  /**
   * @param trace any trace, not null
   * @param about the information about its model, not null
   * @return the page
   */
  public static String html(Trace trace, About about) {
    ObjectNode data = TraceData.of(trace);
    data.put("what", about.what());
    data.put("meaning", about.meaning());
    data.put("where", about.where());
    data.put("definition", about.definition());
    data.put("upstream", about.upstream());
    data.put("index", about.index());
    return document(
        "page",
        trace.model(),
        Map.of(
            "domain",
            Narrator.of(trace).script().orElse(""),
            "script",
            resource("page.js"),
            "data",
            inScript(data)));
  }

  /**
   * Fills in a page.
   *
   * @param name the name of its HTML and its style, without an extension
   * @param title any text
   * @param parts the other placeholders, name to HTML
   */
  static String document(String name, String title, Map<String, String> parts) {
    Map<String, String> all = new HashMap<>(parts);
    all.put("title", escape(title));
    all.put("base", resource("base.css"));
    all.put("style", resource(name + ".css"));
    all.put("head", filled(resource("head.html"), all));
    return filled(resource(name + ".html"), all);
  }

  /** Replaced text is not scanned again: it may have any characters. */
  private static String filled(String template, Map<String, String> parts) {
    return GAP.matcher(template)
        .replaceAll(gap -> Matcher.quoteReplacement(parts.get(gap.group(1))));
  }

  /**
   * Information that is not in the trace. Empty if unknown.
   *
   * @param what the purpose of the model or its defect, not null
   * @param meaning the meaning of the violated property, not null
   * @param where the property's file and line, not null
   * @param definition the text of the property, not null
   * @param upstream the commit that fixed it, not null
   * @param index the address of the page that lists this one, not null
   */
  public record About(
      String what, String meaning, String where, String definition, String upstream, String index) {
    /** Rejects null. */
    public About {
      Objects.requireNonNull(what);
      Objects.requireNonNull(meaning);
      Objects.requireNonNull(where);
      Objects.requireNonNull(definition);
      Objects.requireNonNull(upstream);
      Objects.requireNonNull(index);
    }

    /**
     * @param trace any trace, not null
     * @return the information in the project's catalog of models; empty for an unknown model
     */
    public static About of(Trace trace) {
      Optional<Model> model;
      try {
        model =
            ModelCatalog.load().models().stream()
                .filter(candidate -> candidate.name().equals(trace.model()))
                .findFirst();
      } catch (BadInputException e) {
        // A page of a foreign trace needs no project.
        model = Optional.empty();
      }
      return model
          .map(known -> of(trace, known))
          .orElseGet(() -> new About("", "", "", "", "", ""));
    }

    /**
     * @param trace any trace, not null
     * @param model its model, not null
     * @return the information of the model and its module
     */
    public static About of(Trace trace, Model model) {
      Optional<ModuleComments.Definition> definition =
          Optional.ofNullable(trace.problem().property())
              .flatMap(property -> ModuleComments.definition(model.module(), property));
      return new About(
          model.what(),
          definition.flatMap(ModuleComments.Definition::meaning).orElse(""),
          definition.map(About::where).orElse(""),
          definition.map(ModuleComments.Definition::text).orElse(""),
          "",
          "");
    }

    /** The same, with the information of a catalog of defects. */
    About with(String otherWhat, String fix, String list) {
      return new About(otherWhat, meaning, where, definition, fix, list);
    }

    /** From the root of the project, in the form that editors and terminals link. */
    private static String where(ModuleComments.Definition definition) {
      Path file = definition.file().toAbsolutePath().normalize();
      Path root = ProjectRoot.ofResults().toAbsolutePath().normalize();
      Path shown = file.startsWith(root) ? root.relativize(file) : file.getFileName();
      return shown.toString().replace(File.separatorChar, '/') + ":" + definition.line();
    }
  }

  static String resource(String name) {
    try (InputStream in = TracePage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Escapes JSON for a script element. */
  private static String inScript(ObjectNode json) {
    return json.toString()
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
