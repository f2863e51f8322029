package org.vlsverify.linearizability.stepping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vlsverify.linearizability.call.ProcessorTime;
import org.vlsverify.linearizability.mutant.ConcurrentDefects;
import org.vlsverify.linearizability.mutant.MutatedImplementation;

/**
 * How soon edge covers find the seeded concurrent defects. Stored as data.
 *
 * @param graphs the models, each explored and planned once
 * @param searches in the order of the catalogue of defects
 */
public record EdgeSearches(List<Graph> graphs, List<Search> searches) {

  /**
   * A model of an edge cover.
   *
   * @param model its name
   * @param edges all edges of its graph
   * @param seconds of processor time for the graph and the paths
   */
  public record Graph(String model, int edges, double seconds) {}

  /**
   * A search for a defect.
   *
   * @param defect its design and name
   * @param model whose steps find it; null if none does
   * @param steps driven until it is found; 0 if a query or a death finds it in the first state
   * @param seconds of processor time, with the report of the finding
   * @param reason why no edge cover finds it; null if one does
   */
  public record Search(String defect, String model, long steps, double seconds, String reason) {
    public boolean found() {
      return reason == null;
    }
  }

  /** Drives each mutant on the model that must find it. */
  public static EdgeSearches measure() {
    Map<String, EdgeCover<?, ?>> covers = new LinkedHashMap<>();
    List<Graph> graphs = new ArrayList<>();
    List<Search> searches = new ArrayList<>();
    try {
      for (ConcurrentDefects.Expected expected : ConcurrentDefects.all()) {
        SteppingDefect seeded = SteppingDefect.named(expected.toString());
        if (!SteppingDefect.EDGE_COVER.equals(seeded.foundBy())) {
          searches.add(new Search(seeded.toString(), null, 0, 0, seeded.reason()));
          continue;
        }
        String model = EdgeCoverCheck.model(seeded);
        if (!covers.containsKey(model)) {
          double start = ProcessorTime.seconds();
          covers.put(model, EdgeCoverCheck.cover(model));
          graphs.add(
              new Graph(model, EdgeCoverCheck.expected(model).edges(), ProcessorTime.since(start)));
        }
        searches.add(search(seeded, model, covers.get(model)));
      }
      return new EdgeSearches(graphs, searches);
    } finally {
      covers.values().forEach(EdgeCover::close);
    }
  }

  private static Search search(SteppingDefect seeded, String model, EdgeCover<?, ?> cover) {
    MutatedImplementation mutant = new MutatedImplementation(seeded.defect());
    double start = ProcessorTime.seconds();
    try {
      cover.drive(seeded.toString(), mutant, "");
    } catch (StepDivergence divergence) {
      double seconds = ProcessorTime.since(start);
      return new Search(seeded.toString(), model, divergence.steps(), seconds, null);
    }
    throw new IllegalStateException("The edge cover of %s misses %s.".formatted(model, seeded));
  }

  /** The search for a defect, by its design and name. */
  public Search of(String defect) {
    return searches.stream()
        .filter(search -> search.defect.equals(defect))
        .findFirst()
        .orElseThrow();
  }
}
