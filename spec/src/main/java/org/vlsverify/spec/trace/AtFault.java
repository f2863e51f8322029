package org.vlsverify.spec.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Witness.Fault;
import org.vlsverify.spec.trace.Witness.Locks;
import org.vlsverify.spec.trace.Witness.Refinement;
import org.vlsverify.spec.trace.Witness.Term;
import org.vlsverify.spec.trace.Witness.Wait;

/** Describes the faults at the end of a trace, from its {@link Witness}. */
public final class AtFault {
  /** A longer formula is less readable than its name. */
  private static final int LONGEST_FORMULA = 100;

  private static final String THREAD = "thread";

  private final Trace trace;
  private final Narrator narrator;
  private final Locks locks;

  /** Path to words. */
  private final Map<List<String>, String> found = new LinkedHashMap<>();

  private final Set<TlaValue> values = new HashSet<>();

  private AtFault(Trace trace) {
    this.trace = trace;
    this.narrator = Narrator.of(trace);
    this.locks = narrator.locks(trace, trace.length() - 1);
  }

  /**
   * @param trace not null
   * @return the faulty parts of the last state, each with its description; a part is the name of a
   *     variable, then the arguments and fields that lead to it, or else an expression; empty if
   *     unknown
   */
  public static Map<List<String>, String> parts(Trace trace) {
    AtFault fault = new AtFault(trace);
    fault.find();
    return fault.found;
  }

  /**
   * @param trace not null
   * @return such as: the owner of s0 is w1; empty if unknown
   */
  public static Optional<String> sentence(Trace trace) {
    AtFault fault = new AtFault(trace);
    fault.find();
    Set<String> words = new LinkedHashSet<>();
    fault.found.forEach(
        (path, said) -> {
          List<String> waits = fault.waits(path);
          words.addAll(waits.isEmpty() ? List.of(said) : waits);
        });
    return Optional.of(
            words.stream().filter(said -> !said.isBlank()).collect(Collectors.joining("; ")))
        .filter(said -> !said.isEmpty());
  }

  /** Describes a waiting thread. */
  private List<String> waits(List<String> path) {
    return locks.waits().stream()
        .filter(wait -> path.equals(List.of(THREAD, narrator.thread(wait.thread()))))
        .map(this::words)
        .toList();
  }

  private String words(Wait wait) {
    String what =
        narrator.what(trace, trace.length() - 1, wait).map(words -> " (" + words + ")").orElse("");
    return narrator.thread(wait.thread()) + " waits for " + narrator.thread(wait.whom()) + what;
  }

  private void find() {
    if (trace.problem().kind() == Verdict.OK) {
      return;
    }
    Optional<Refinement> refinement = trace.witness().refinement();
    if (refinement.isPresent()) {
      refinement(refinement.get());
    } else {
      trace.witness().faults().forEach(this::fault);
    }
    boolean isDeadlock = trace.problem().kind() == Verdict.DEADLOCK;
    for (Wait wait : locks.waits()) {
      if (isDeadlock || values.contains(wait.thread())) {
        List<String> path = List.of(THREAD, narrator.thread(wait.thread()));
        found.putIfAbsent(path, words(wait));
      }
    }
    if (found.isEmpty()) {
      trace.witness().faults().forEach(this::formula);
    }
  }

  private void fault(Fault fault) {
    fault.bound().values().forEach(this::mention);
    List<Term> terms = fault.terms().stream().filter(this::isSteady).toList();
    for (int i = 0; i < terms.size(); i++) {
      Term term = terms.get(i);
      mention(term.last());
      add(term, i == terms.size() - 1 ? fault.wanted() : Optional.empty());
    }
  }

  /** Values that change in the loop are not the missing ones. */
  private boolean isSteady(Term term) {
    return trace.problem().kind() != Verdict.LIVENESS || term.values().size() == 1;
  }

  private void formula(Fault fault) {
    String formula = fault.formula().replaceAll("\\s+", " ");
    if (formula.length() <= LONGEST_FORMULA) {
      found.put(List.of(formula), formula + " is false" + where(fault));
    }
  }

  private static String where(Fault fault) {
    return fault.bound().isEmpty()
        ? ""
        : fault.bound().entrySet().stream()
            .map(entry -> entry.getKey() + " = " + entry.getValue())
            .collect(Collectors.joining(", ", " where ", ""));
  }

  /** A step that the other specification does not allow. */
  private void refinement(Refinement refinement) {
    List<String> words = new ArrayList<>();
    refinement.changes().forEach(term -> words.add(narrator.words(trace, term)));
    String nearest = refinement.nearest().map(action -> " (nearest: " + action + ")").orElse("");
    String all =
        words.stream().filter(w -> !w.isEmpty()).distinct().collect(Collectors.joining(", "));
    found.put(
        List.of(refinement.module()),
        "%s has no such step%s: %s"
            .formatted(refinement.module(), nearest, all.isEmpty() ? "nothing changes" : all));
    for (Fault fault : trace.witness().faults()) {
      fault.terms().stream()
          .filter(term -> isShort(term.last()))
          .forEach(term -> add(term, Optional.empty()));
    }
  }

  private static boolean isShort(TlaValue value) {
    return !(value instanceof TlaValue.FunctionValue || value instanceof TlaValue.RecordValue);
  }

  /** Adds the waits of the described threads. */
  private void mention(TlaValue value) {
    values.add(value);
    if (value instanceof TlaValue.SetValue set) {
      values.addAll(set.elements());
    }
  }

  private void add(Term term, Optional<TlaValue> wanted) {
    String words = narrator.words(trace, term);
    String not = wanted.flatMap(value -> narrator.wanted(term, value)).orElse("");
    if (!words.isEmpty()) {
      found.merge(
          path(term), words + not, (one, two) -> one.contains(two) ? one : one + "; " + two);
    }
  }

  /** A faulty thread is marked as a whole, and so is a lock. */
  private List<String> path(Term term) {
    if (term.path().isEmpty()) {
      return List.of(term.text());
    }
    List<String> path = term.path().stream().map(this::name).toList();
    boolean isThread = path.get(0).equals(THREAD);
    boolean isOfLock = path.size() > 1 && term.path().get(1) instanceof TlaValue.TupleValue;
    return (isThread || isOfLock) && path.size() > 2 ? path.subList(0, 2) : path;
  }

  private String name(TlaValue key) {
    if (key instanceof TlaValue.StringValue name) {
      return name.value();
    }
    List<TlaValue> parts = key instanceof TlaValue.TupleValue tuple ? tuple.elements() : List.of();
    return !parts.isEmpty() && parts.get(0) instanceof TlaValue.StringValue
        ? narrator.lock(key)
        : narrator.thread(key);
  }
}
