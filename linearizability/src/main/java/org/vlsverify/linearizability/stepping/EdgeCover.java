package org.vlsverify.linearizability.stepping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.session.StateGraph;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;

/**
 * Drives the threads of a design over every edge of the state graph of a model of {@code
 * SharedDataLocking}: each step of the specification is taken, and after it the whole state is
 * compared, who holds which lock, and what the transport was told. Where the code has to wait,
 * although the specification does not, it is tried whether it waits.
 *
 * <p>The paths depend on the model alone. For use by one thread.
 */
public final class EdgeCover implements AutoCloseable {
  private static final int LONGEST_PATH = 2_000;

  private final Model model;
  private final StateGraph graph;
  private final Bounds bounds;
  private final LockingView[] views;

  /** The edges that the code has to take. */
  private final BitSet taken = new BitSet();

  /** Edge to why the code does not take it. */
  private final Map<Integer, WaitingEdge> waiting = new TreeMap<>();

  private final EdgePlan plan;

  private EdgeCover(Model model, StateGraph graph) {
    this.model = model;
    this.graph = graph;
    this.bounds = Bounds.of(graph);
    this.views = new LockingView[graph.states()];
    for (int edge = 0; edge < graph.edges(); edge++) {
      if (!LockingEdge.isEnd(operation(edge))) {
        Optional<WaitingEdge> reason = WaitingEdge.of(edge(edge));
        if (reason.isPresent()) {
          waiting.put(edge, reason.get());
        } else {
          taken.set(edge);
        }
      }
    }
    this.plan = EdgePlan.of(graph, taken, LONGEST_PATH);
  }

  /**
   * Explores a model, and plans the paths.
   *
   * @param model of {@code SharedDataLocking}, without defects, not null
   * @return to be closed by the caller
   * @throws org.vlsverify.spec.session.SpecException if the specification cannot be evaluated
   */
  public static EdgeCover of(Model model) {
    StateGraph graph = StateGraph.explore(model);
    try {
      return new EdgeCover(model, graph);
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  private Operation operation(int edge) {
    return graph.operations().get(graph.operation(edge));
  }

  private LockingEdge edge(int edge) {
    return LockingEdge.of(operation(edge), view(graph.source(edge)), view(graph.target(edge)));
  }

  private LockingView view(int state) {
    if (views[state] == null) {
      views[state] = new LockingView(graph.state(state));
    }
    return views[state];
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
    TappedClasses tapped = new TappedClasses(original);
    BitSet visited = new BitSet();
    long driven = 0;
    try (LockedSteps steps = new LockedSteps(bounds, view(0).threads())) {
      for (int[] path : plan.paths()) {
        steps.restart(tapped, view(graph.source(path[0])).root());
        for (int i = 0; i < path.length; i++) {
          List<String> differences = new ArrayList<>();
          int source = graph.source(path[i]);
          int at = path[i];
          if (!visited.get(source)) {
            visited.set(source);
            at = tryWaiting(steps, source, differences);
          }
          if (differences.isEmpty()) {
            at = path[i];
            differences = steps.drive(edge(at), session(path, i));
          }
          driven++;
          if (!differences.isEmpty()) {
            int[] way = Arrays.copyOf(path, i + 1);
            way[i] = at;
            throw divergence(name, tapped, way, differences, driven, command);
          }
        }
      }
    }
    return report(visited, driven);
  }

  /** The last edge tried, which is the one at fault if there are differences. */
  private int tryWaiting(LockedSteps steps, int state, List<String> differences) {
    int tried = -1;
    for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
      if (waiting.containsKey(edge) && differences.isEmpty()) {
        tried = edge;
        differences.addAll(steps.tryDeath(edge(edge)));
      }
    }
    return tried;
  }

  /** Which session the thread opens: the specification chooses it with the thread's next step. */
  private int session(int[] path, int position) {
    LockingEdge begins = edge(path[position]);
    if (!begins.step().equals("begin open")) {
      return -1;
    }
    for (int i = position + 1; i < path.length; i++) {
      LockingEdge next = edge(path[i]);
      if (begins.thread().equals(next.thread())) {
        return opened(next);
      }
    }
    return opened(begins);
  }

  /** The session that an edge opens, or any that is not open, or any. */
  private int opened(LockingEdge edge) {
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

  private EdgeCoverReport report(BitSet visited, long driven) {
    Map<String, EdgeCoverReport.Counts> steps = new TreeMap<>();
    Map<String, Integer> waits = new TreeMap<>();
    int edges = 0;
    int behind = 0;
    for (int edge = 0; edge < graph.edges(); edge++) {
      if (LockingEdge.isEnd(operation(edge))) {
        continue;
      }
      edges++;
      boolean reached = visited.get(graph.source(edge));
      boolean isDriven = reached && taken.get(edge);
      steps.merge(
          edge(edge).step(),
          EdgeCoverReport.Counts.NONE.plus(isDriven),
          (one, two) -> one.plus(isDriven));
      if (!reached) {
        behind++;
      } else if (!isDriven) {
        waits.merge(waiting.get(edge).name(), 1, Integer::sum);
      }
    }
    return new EdgeCoverReport(
        model.name(),
        graph.states(),
        edges,
        new TreeMap<>(steps),
        new TreeMap<>(waits),
        behind,
        plan.paths().size(),
        driven);
  }

  // ------------------------------------------------------------------ what differs

  private StepDivergence divergence(
      String name,
      TappedClasses tapped,
      int[] path,
      List<String> found,
      long driven,
      String command) {
    int[] way = path;
    List<String> differences = found;
    int[] shortest = shortestWayTo(path[path.length - 1]);
    try (LockedSteps steps = new LockedSteps(bounds, view(0).threads())) {
      steps.restart(tapped, view(graph.source(shortest[0])).root());
      for (int i = 0; i < shortest.length; i++) {
        LockingEdge edge = edge(shortest[i]);
        List<String> again =
            waiting.containsKey(shortest[i])
                ? steps.tryDeath(edge)
                : steps.drive(edge, session(shortest, i));
        if (!again.isEmpty()) {
          way = Arrays.copyOf(shortest, i + 1);
          differences = again;
          break;
        }
      }
    }
    int edge = way[way.length - 1];
    WaitingEdge waits = waiting.get(edge);
    return StepDivergence.of(
        name,
        trace(way),
        edge(edge).step(),
        waits == null
            ? edge(edge).toString()
            : "%s, where the code must wait: %s".formatted(edge(edge), waits.when()),
        differences,
        driven,
        command);
  }

  private Trace trace(int[] way) {
    int[] states = new int[way.length + 1];
    states[0] = graph.source(way[0]);
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

  /** By edges that the code takes, from an initial state over this edge. */
  private int[] shortestWayTo(int last) {
    int[] by = new int[graph.states()];
    Arrays.fill(by, -2);
    int[] queue = new int[graph.states()];
    int tail = 0;
    for (int root = 0; root < graph.initialStates(); root++) {
      by[root] = -1;
      queue[tail++] = root;
    }
    for (int head = 0; head < tail; head++) {
      for (int edge = graph.firstEdge(queue[head]); edge < graph.endEdge(queue[head]); edge++) {
        int target = graph.target(edge);
        if (taken.get(edge) && by[target] == -2) {
          by[target] = edge;
          queue[tail++] = target;
        }
      }
    }
    List<Integer> way = new ArrayList<>(List.of(last));
    for (int edge = by[graph.source(last)]; edge >= 0; edge = by[graph.source(edge)]) {
      way.add(0, edge);
    }
    return way.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public void close() {
    graph.close();
  }
}
