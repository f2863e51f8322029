package org.vlsverify.linearizability.stepping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.Successor;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;

/**
 * Drives the threads of a design along behaviours of its lock-level specification that are chosen
 * at random, in a model whose graph is too large to be driven whole. A seed decides all of it. Ends
 * of workers are rare, so that the walks are long. For use by one thread.
 *
 * <p>Where a thread begins to open a session, the specification chooses later which one, and the
 * code's call names it: so a walk chooses it at once, among those that nobody opens meanwhile.
 *
 * @param <V> states of the specification
 * @param <E> its steps
 */
public final class RandomWalks<V extends SteppedDesign.View, E extends SteppedDesign.Edge>
    implements AutoCloseable {
  private static final int STEPS_BETWEEN_ENDS = 20;

  private final SteppedDesign<V, E> design;
  private final Model model;
  private final SpecSession session;
  private final Bounds bounds;
  private final Map<Integer, V> views = new HashMap<>();

  /** To its position among all. */
  private final Map<Operation, Integer> operations = new HashMap<>();

  /**
   * What was driven.
   *
   * @param walks how many walks
   * @param steps how many steps all walks have
   * @param states how many different states were met
   */
  public record Report(int walks, long steps, int states) {}

  /** One walk: where it is, and which sessions threads are about to open. */
  private final class Walk {
    private final Random random;
    private final Map<String, Integer> opening = new HashMap<>();
    private final List<Operation> taken = new ArrayList<>();
    private final List<Integer> states = new ArrayList<>();
    private int pause = STEPS_BETWEEN_ENDS;

    Walk(int root, long seed) {
      random = new Random(seed);
      states.add(root);
    }

    int state() {
      return states.get(states.size() - 1);
    }

    /** The next step, if there is one that may be chosen. */
    Optional<E> next() {
      List<Successor> choice = new ArrayList<>();
      for (Successor successor : session.successors(state())) {
        boolean isStep = !successor.operation().arguments().isEmpty();
        if (isStep && mayBeChosen(edge(state(), successor))) {
          choice.add(successor);
        }
      }
      if (choice.isEmpty()) {
        return Optional.empty();
      }
      choice.sort(this::compare);
      Successor chosen = choice.get(random.nextInt(choice.size()));
      E edge = edge(state(), chosen);
      pause = edge.ends() ? STEPS_BETWEEN_ENDS : Math.max(0, pause - 1);
      opening.remove(edge.thread());
      if (edge.opensLater()) {
        opening.put(edge.thread(), freeSession(edge).orElseThrow());
      }
      taken.add(chosen.operation());
      states.add(chosen.target());
      return Optional.of(edge);
    }

    /** A session orders the steps of one thread by what it has met before: here by their text. */
    private int compare(Successor one, Successor other) {
      int byOperation =
          Integer.compare(operations.get(one.operation()), operations.get(other.operation()));
      return byOperation != 0 ? byOperation : text(one).compareTo(text(other));
    }

    private String text(Successor successor) {
      return edge(state(), successor).effect();
    }

    private boolean mayBeChosen(E edge) {
      if (edge.ends() && (pause > 0 || edge.from().liveWorkers() < 2)) {
        return false;
      }
      Integer opened = opening.get(edge.thread());
      return edge.opensLater()
          ? freeSession(edge).isPresent()
          : opened == null || edge.to().openSessions().contains(opened);
    }

    /** One that nobody has open, and nobody else is about to open. */
    private Optional<Integer> freeSession(E edge) {
      Set<Integer> taken = new HashSet<>(edge.from().openSessions());
      taken.addAll(opening.values());
      return IntStream.range(0, bounds.sessions())
          .filter(session -> !taken.contains(session))
          .boxed()
          .findFirst();
    }

    Trace trace() {
      List<Trace.Step> steps = new ArrayList<>();
      for (int i = 0; i < taken.size(); i++) {
        steps.add(new Trace.Step(taken.get(i), session.state(states.get(i + 1))));
      }
      Trace.Problem difference = new Trace.Problem(Verdict.DIFFERENCE, null);
      int[] numbers = states.stream().mapToInt(Integer::intValue).toArray();
      return new Trace(
          model.name(),
          difference,
          session.state(numbers[0]),
          steps,
          Optional.empty(),
          Map.of(),
          Optional.empty(),
          session.witness(difference, numbers, -1));
    }
  }

  private RandomWalks(SteppedDesign<V, E> design, Model model, SpecSession session) {
    this.design = design;
    this.model = model;
    this.session = session;
    this.bounds = Bounds.of(session);
    session.operations().forEach(operation -> operations.put(operation, operations.size()));
  }

  /**
   * Opens a model.
   *
   * @param model of a lock-level specification, in which deaths wait; not null
   * @return to be closed by the caller
   */
  public static RandomWalks<?, ?> of(Model model) {
    return of(SteppedDesigns.of(model), model);
  }

  private static <V extends SteppedDesign.View, E extends SteppedDesign.Edge> RandomWalks<V, E> of(
      SteppedDesign<V, E> design, Model model) {
    SpecSession session = SpecSession.open(model);
    try {
      return new RandomWalks<>(design, model, session);
    } catch (RuntimeException e) {
      session.close();
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

  private V view(int state) {
    V view = views.get(state);
    if (view == null) {
      view = design.view(session.state(state));
      views.put(state, view);
    }
    return view;
  }

  private E edge(int state, Successor successor) {
    return design.edge(successor.operation(), view(state), view(successor.target()));
  }

  /**
   * Drives walks.
   *
   * @param name what messages call the implementation, not null
   * @param original makes the implementation, which is copied and intercepted; not null
   * @param walks how many
   * @param longest how many steps a walk has at most
   * @param seed decides all choices
   * @param command repeats this, not null
   * @return how much was driven
   * @throws StepDivergence at the first step that the code does not take as the specification says
   */
  public Report drive(
      String name,
      SharedSessionsFactory original,
      int walks,
      int longest,
      long seed,
      String command) {
    SharedSessionsFactory tapped = design.tapped(original);
    int root = session.initialStates()[0];
    Random seeds = new Random(seed);
    long driven = 0;
    try (SteppedDesign.Threads<V, E> threads = design.threads(bounds, view(root))) {
      for (int i = 0; i < walks; i++) {
        threads.restart(tapped, view(root).root());
        Walk walk = new Walk(root, seeds.nextLong());
        Optional<E> next = walk.next();
        for (int step = 0; step < longest && next.isPresent(); step++) {
          E edge = next.get();
          List<String> differences =
              threads.drive(edge, walk.opening.getOrDefault(edge.thread(), -1));
          driven++;
          if (!differences.isEmpty()) {
            throw StepDivergence.of(
                name, walk.trace(), edge.step(), edge.toString(), differences, driven, command);
          }
          next = walk.next();
        }
      }
    }
    return new Report(walks, driven, views.size());
  }

  @Override
  public void close() {
    session.close();
  }
}
