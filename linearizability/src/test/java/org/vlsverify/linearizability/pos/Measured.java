package org.vlsverify.linearizability.pos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.mutation.FoundInQuick;
import org.vlsverify.linearizability.stepping.EdgeSearches;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * How soon each scheduler finds a seeded defect in a scenario. Stored as data.
 *
 * @param defect its design and name
 * @param source where the scenario comes from
 * @param scenario its name
 * @param both POS and PCT in turn, one search for each seed
 * @param pos POS alone
 * @param pct PCT alone
 * @param lincheck one search, since there is no seed
 */
record Measured(
    String defect,
    Source source,
    String scenario,
    List<Search> both,
    List<Search> pos,
    List<Search> pct,
    List<Search> lincheck) {

  /** The source of a scenario. */
  enum Source {
    HAND_WRITTEN("Hand-written scenarios"),
    MODEL("Scenarios generated from a model, those of [detection.md](detection.md)");

    private final String words;

    Source(String words) {
      this.words = words;
    }
  }

  /**
   * A search for a defect.
   *
   * @param found whether it was found
   * @param executions until then, or in vain
   * @param seconds of processor time, with the report of the finding
   */
  record Search(boolean found, long executions, double seconds) {
    private String words() {
      return (found ? "" : ">") + String.format(Locale.ROOT, "%,d", executions);
    }
  }

  /**
   * All results.
   *
   * @param scenarios in the order of the catalogue of defects
   * @param budgets in the same order
   * @param edges what edge covers find; null for nothing yet
   * @param quick in the same order; null for nothing yet
   */
  record Results(
      List<Measured> scenarios,
      List<Breadth> budgets,
      EdgeSearches edges,
      List<FoundInQuick> quick) {

    Results {
      edges = edges == null ? new EdgeSearches(List.of(), List.of()) : edges;
      quick = quick == null ? List.of() : quick;
    }
  }

  static final String UPDATE = "vls.schedulers.update";
  static final int SEEDS = 3;
  static final int MOST_RANDOM = 20_000;
  static final int MOST_OF_LINCHECK = 1_000;

  static final Path TABLE = ProjectRoot.path().resolve("linearizability/docs/schedulers.md");

  private static final Path DATA =
      ProjectRoot.path().resolve("linearizability/src/test/resources/schedulers.json");

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The stored results. */
  static Results stored() {
    try {
      return JSON.readValue(Files.readString(DATA), Results.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stores the results, and the table made of them. */
  static void store(Results all) {
    try {
      Files.writeString(DATA, JSON.writeValueAsString(all) + "\n");
      Files.writeString(TABLE, table(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String table(Results results) {
    List<Measured> all = results.scenarios;
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # Executions until a seeded defect is found, by scheduler

        Generated; do not edit. Written by

            %s -D%s=true

        For each seeded concurrent defect, one scenario that shows it. *POS and PCT* are the random
        interleavings of `PosRunner`, in turn, as all checks use them; *POS* and *PCT* the same with one
        kind alone; %d seeds, at most %,d executions. *Lincheck* is its model checking, which
        has no seed, with at most %,d executions. `>n`: not found in n executions. Seconds are of processor time,
        all searches of a cell together, with the report of the finding; Lincheck replays it for that.

        """
            .formatted(
                MavenTest.unit("SchedulersTest").command(),
                UPDATE,
                SEEDS,
                MOST_RANDOM,
                MOST_OF_LINCHECK));
    out.append("| | POS and PCT | POS | PCT | Lincheck |\n| --- | ---: | ---: | ---: | ---: |\n");
    line(out, "searches", all, searches -> String.valueOf(searches.size()));
    line(out, "found", all, s -> String.valueOf(s.stream().filter(Search::found).count()));
    for (int limit : new int[] {5, 10, 20, 30, 100, 300}) {
      line(
          out,
          "found in at most %d executions".formatted(limit),
          all,
          s ->
              String.valueOf(
                  s.stream().filter(one -> one.found && one.executions <= limit).count()));
    }
    line(out, "median of the executions", all, Measured::median);
    line(
        out,
        "executions, all searches",
        all,
        s -> "%,d".formatted(s.stream().mapToLong(Search::executions).sum()));
    line(
        out,
        "processor seconds, all searches",
        all,
        s -> String.format(Locale.ROOT, "%.1f", s.stream().mapToDouble(Search::seconds).sum()));
    edgeCovers(out, results.edges);
    for (Source source : Source.values()) {
      boolean withEdges = source == Source.HAND_WRITTEN;
      out.append("\n## ").append(source.words).append("\n\n");
      out.append("| defect | POS and PCT | s | POS | s | PCT | s | Lincheck | s |");
      out.append(withEdges ? " edge cover, steps | s |\n" : "\n");
      out.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
      out.append(withEdges ? " ---: | ---: |\n" : "\n");
      for (Measured each : all) {
        if (each.source == source) {
          out.append("| ").append(each.defect);
          for (List<Search> searches : each.columns()) {
            out.append(" | ")
                .append(searches.stream().map(Search::words).collect(Collectors.joining(" / ")))
                .append(" | ")
                .append(
                    String.format(
                        Locale.ROOT, "%.1f", searches.stream().mapToDouble(Search::seconds).sum()));
          }
          out.append(withEdges ? cell(results.edges.of(each.defect)) : "").append(" |\n");
        }
      }
    }
    return out + Breadth.table(results.budgets) + FoundInQuick.table(results.quick);
  }

  private static String cell(EdgeSearches.Search search) {
    return search.found()
        ? String.format(Locale.ROOT, " | %,d | %.1f", search.steps(), search.seconds())
        : " | - | -";
  }

  private static void edgeCovers(StringBuilder out, EdgeSearches edges) {
    List<EdgeSearches.Search> found =
        edges.searches().stream().filter(EdgeSearches.Search::found).toList();
    out.append(
        String.format(
            Locale.ROOT,
            """

        ## Edge cover

        It drives the steps of the lock-level spec, and has no scenario: steps until the first one that the code does
        not take as the spec says ([trace-validation.md](trace-validation.md)), and seconds, in the last columns of the
        first table below. Found: %d of %d; %,d steps and %.1f s for all of them.
        """,
            found.size(),
            edges.searches().size(),
            found.stream().mapToLong(EdgeSearches.Search::steps).sum(),
            found.stream().mapToDouble(EdgeSearches.Search::seconds).sum()));
    edges.searches().stream()
        .filter(search -> !search.found())
        .forEach(
            search ->
                out.append("Not found: %s. %s\n".formatted(search.defect(), search.reason())));
    out.append("Before that, each graph is explored and planned once:\n\n");
    out.append("| model | edges | s | finds |\n| --- | ---: | ---: | ---: |\n");
    for (EdgeSearches.Graph graph : edges.graphs()) {
      out.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %,d | %.1f | %d |\n",
              graph.model(),
              graph.edges(),
              graph.seconds(),
              found.stream().filter(search -> search.model().equals(graph.model())).count()));
    }
  }

  private List<List<Search>> columns() {
    return List.of(both, pos, pct, lincheck);
  }

  private static void line(
      StringBuilder out, String what, List<Measured> all, Function<List<Search>, String> cell) {
    out.append("| ").append(what);
    Stream.<Function<Measured, List<Search>>>of(
            Measured::both, Measured::pos, Measured::pct, Measured::lincheck)
        .map(column -> all.stream().flatMap(each -> column.apply(each).stream()).toList())
        .forEach(searches -> out.append(" | ").append(cell.apply(searches)));
    out.append(" |\n");
  }

  private static String median(List<Search> searches) {
    List<Long> sorted =
        new ArrayList<>(searches.stream().map(Search::executions).sorted().toList());
    return String.valueOf(sorted.get(sorted.size() / 2));
  }
}
