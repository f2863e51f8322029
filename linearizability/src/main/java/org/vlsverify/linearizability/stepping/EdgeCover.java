package org.vlsverify.linearizability.stepping;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.session.StateGraph;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;

/**
 * Drives the threads of a design over every edge of the state graph of a model of its lock-level
 * specification: each step is taken, and after it the whole state is compared, who holds which
 * lock, and what the transport was told. In each state it is tried whether what the specification
 * does not allow now waits, and one of the queries is asked, in turn.
 *
 * <p>The paths depend on the model alone. For use by one thread.
 *
 * @param <V> states of the specification
 * @param <E> its steps
 */
public final class EdgeCover<V extends SteppedDesign.View, E extends SteppedDesign.Edge>
    implements AutoCloseable {

  private final SteppedDesign<V, E> design;
  private final Model model;
  private final StateGraph graph;
  private final Bounds bounds;
  private final List<V> views;
  private final List<Query> queries;

  /** All edges that are steps. */
  private final BitSet steps = new BitSet();

  private final EdgePlan plan;

  private EdgeCover(SteppedDesign<V, E> design, Model model, StateGraph graph) {
    this.design = design;
    this.model = model;
    this.graph = graph;
    this.bounds = Bounds.of(graph);
    this.views = new ArrayList<>(Collections.nCopies(graph.states(), null));
    this.queries = Query.all(bounds);
    for (int edge = 0; edge < graph.edges(); edge++) {
      // A behaviour at its end stutters: nobody does that.
      steps.set(edge, !operation(edge).arguments().isEmpty());
    }
    this.plan = EdgePlan.of(graph, steps);
  }

  /**
   * Explores a model, and plans the paths.
   *
   * @param model of a lock-level specification, without defects, not null
   * @return to be closed by the caller
   * @throws org.vlsverify.spec.session.SpecException if the specification cannot be evaluated
   */
  public static EdgeCover<?, ?> of(Model model) {
    return of(SteppedDesigns.of(model), model);
  }

  /**
   * The design whose steps a model describes.
   *
   * @param model of a lock-level specification, not null
   * @return not null
   */
  public static Design designOf(Model model) {
    return SteppedDesigns.of(model).design();
  }

  private static <V extends SteppedDesign.View, E extends SteppedDesign.Edge> EdgeCover<V, E> of(
      SteppedDesign<V, E> design, Model model) {
    StateGraph graph = StateGraph.explore(model);
    try {
      return new EdgeCover<>(design, model, graph);
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  /**
   * The design that takes the steps.
   *
   * @return not null
   */
  public Design design() {
    return design.design();
  }

  private Operation operation(int edge) {
    return graph.operations().get(graph.operation(edge));
  }

  private E edge(int edge) {
    return design.edge(operation(edge), view(graph.source(edge)), view(graph.target(edge)));
  }

  private V view(int state) {
    V view = views.get(state);
    if (view == null) {
      view = design.view(graph.state(state));
      views.set(state, view);
    }
    return view;
  }

  /**
   * Drives all paths.
   *
   * @param name what messages call the implementation, not null
   * @param original makes the implementation, which is copied and intercepted; not null
   * @param command repeats this, not null
   * @return how much was driven
   * @throws StepDivergence at the first step that the code does not take as the specification says
   */
  public EdgeCoverReport drive(String name, SharedSessionsFactory original, String command) {
    SharedSessionsFactory tapped = design.tapped(original);
    BitSet visited = new BitSet();
    long driven = 0;
    try (SteppedDesign.Threads<V, E> threads = design.threads(bounds, view(0))) {
      for (int[] path : plan.paths()) {
        threads.restart(tapped, view(graph.source(path[0])));
        for (int i = 0; i < path.length; i++) {
          int source = graph.source(path[i]);
          if (!visited.get(source)) {
            visited.set(source);
            probe(threads, source, name, driven, command);
          }
          List<String> differences = threads.drive(edge(path[i]), session(path, i));
          driven++;
          if (!differences.isEmpty()) {
            throw divergence(
                name, tapped, Arrays.copyOf(path, i + 1), differences, driven, command);
          }
        }
      }
      return report(threads.waits(), driven);
    }
  }

  private void probe(
      SteppedDesign.Threads<V, E> threads, int state, String name, long driven, String command) {
    List<E> next = new ArrayList<>();
    for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
      if (steps.get(edge)) {
        next.add(edge(edge));
      }
    }
    Query query = queries.get(state % queries.size());
    Optional<SteppedDesign.Failure> failure = threads.probe(view(state), next, query);
    if (failure.isPresent()) {
      SteppedDesign.Failure f = failure.get();
      throw StepDivergence.of(
          name, trace(shortestWayTo(state)), f.step(), f.what(), f.differences(), driven, command);
    }
  }

  /** Which session the thread opens: the specification chooses it with the thread's next step. */
  private int session(int[] path, int position) {
    E begins = edge(path[position]);
    if (!begins.opensLater()) {
      return -1;
    }
    for (int i = position + 1; i < path.length; i++) {
      E next = edge(path[i]);
      if (begins.thread().equals(next.thread())) {
        return opened(next);
      }
    }
    return opened(begins);
  }

  /** The session that an edge opens, or any that is not open, or any. */
  private int opened(E edge) {
    for (int session = 0; session < bounds.sessions(); session++) {
      if (edge.to().openSessions().contains(session)
          && !edge.from().openSessions().contains(session)) {
        return session;
      }
    }
    for (int session = 0; session < bounds.sessions(); session++) {
      if (!edge.from().openSessions().contains(session)) {
        return session;
      }
    }
    return 0;
  }

  private EdgeCoverReport report(int waits, long driven) {
    BitSet covered = new BitSet();
    plan.paths().forEach(path -> Arrays.stream(path).forEach(covered::set));
    SortedMap<String, EdgeCoverReport.Counts> counts = new TreeMap<>();
    for (int edge = steps.nextSetBit(0); edge >= 0; edge = steps.nextSetBit(edge + 1)) {
      boolean isDriven = covered.get(edge);
      counts.merge(
          edge(edge).step(),
          EdgeCoverReport.Counts.NONE.plus(isDriven),
          (one, two) -> one.plus(isDriven));
    }
    return new EdgeCoverReport(
        model.name(),
        graph.states(),
        steps.cardinality(),
        counts,
        waits,
        plan.paths().size(),
        driven);
  }

  // ------------------------------------------------------------------ what differs

  private StepDivergence divergence(
      String name,
      SharedSessionsFactory tapped,
      int[] path,
      List<String> found,
      long driven,
      String command) {
    int[] way = path;
    List<String> differences = found;
    int last = path[path.length - 1];
    int[] shortest = shortestWayTo(graph.source(last), last);
    try (SteppedDesign.Threads<V, E> threads = design.threads(bounds, view(0))) {
      threads.restart(tapped, view(graph.source(shortest[0])));
      for (int i = 0; i < shortest.length; i++) {
        List<String> again = threads.drive(edge(shortest[i]), session(shortest, i));
        if (!again.isEmpty()) {
          way = Arrays.copyOf(shortest, i + 1);
          differences = again;
          break;
        }
      }
    }
    E edge = edge(way[way.length - 1]);
    return StepDivergence.of(
        name, trace(way), edge.step(), edge.toString(), differences, driven, command);
  }

  private Trace trace(int[] way) {
    int[] states = new int[way.length + 1];
    states[0] = way.length == 0 ? 0 : graph.source(way[0]);
    List<Trace.Step> steps = new ArrayList<>();
    for (int i = 0; i < way.length; i++) {
      states[i + 1] = graph.target(way[i]);
      steps.add(new Trace.Step(operation(way[i]), graph.state(states[i + 1])));
    }
    Trace.Problem difference = new Trace.Problem(Verdict.DIFFERENCE, null);
    return new Trace(
        model.name(),
        difference,
        graph.state(states[0]),
        steps,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        graph.session().witness(difference, states, -1));
  }

  /** From an initial state, and over more edges. */
  private int[] shortestWayTo(int state, int... more) {
    Deque<Integer> way = new ArrayDeque<>();
    for (int edge = graph.parentEdge(state);
        edge >= 0;
        edge = graph.parentEdge(graph.source(edge))) {
      way.addFirst(edge);
    }
    return IntStream.concat(way.stream().mapToInt(Integer::intValue), Arrays.stream(more))
        .toArray();
  }

  @Override
  public void close() {
    graph.close();
  }
}
