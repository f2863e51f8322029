package org.vlsverify.spec.session.bridge.tlc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Witness.Fault;
import org.vlsverify.spec.trace.Witness.Term;
import tla2sany.semantic.ExprNode;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LevelNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.SubstInNode;
import tlc2.value.IValue;
import tlc2.value.impl.LazyValue;

/**
 * Finds the smallest false parts of a false formula: descends into conjunctions, implications,
 * quantifiers, definitions and temporal operators. If all alternatives are false, it descends into
 * the nearest one: the one with the most true conjuncts before the first false one.
 */
final class Descent {
  /** The limit of values with the same fault. */
  private static final int MOST_FAULTS = 4;

  private static final int MOST_CANDIDATES = 20;

  /** For a set of these kinds, an element is as informative as the set. */
  private static final Set<String> PLAIN_SETS = Set.of("$SetEnumerate", "DOMAIN");

  /** The level of an action. */
  private static final int ACTION = 2;

  private final Formulas formulas;
  private final Values values;
  private final Terms terms;
  private final Nearness nearness;

  /** The outermost instance of another module around the false part, if it is an action. */
  private Expression instance;

  private Expression action;

  /** Whether the descent is in the conjuncts of the action. */
  private boolean isInside;

  Descent(Formulas formulas, Values values, Terms terms) {
    this.formulas = formulas;
    this.values = values;
    this.terms = terms;
    this.nearness = new Nearness(formulas);
  }

  /** The formula inside the instance of another module, if it is about steps. */
  Optional<Expression> instance() {
    return Optional.ofNullable(instance);
  }

  /** The nearest action of that module, with its arguments. */
  Optional<Expression> action() {
    return Optional.ofNullable(action);
  }

  /**
   * @param formula the false formula
   * @param at in this state
   */
  List<Fault> faults(Expression formula, int at) {
    Map<Object, Fault> distinct = new LinkedHashMap<>();
    for (Found found : whyFalse(formula, at)) {
      Fault fault =
          new Fault(
              found.bound(),
              found.formula(),
              withoutWholes(found.terms().values()),
              found.wanted());
      Object key = fault.terms().isEmpty() ? fault : Map.copyOf(found.terms()).keySet();
      distinct.putIfAbsent(key, fault);
    }
    return distinct.values().stream().limit(MOST_FAULTS).toList();
  }

  /** Drops terms that contain another term. */
  private static List<Term> withoutWholes(Collection<Term> terms) {
    return terms.stream()
        .filter(
            term ->
                terms.stream().noneMatch(other -> isPart(other.path(), term.path()))
                    || term.values().stream().anyMatch(value -> !isWhole(value)))
        .toList();
  }

  private static boolean isWhole(TlaValue value) {
    return value instanceof TlaValue.RecordValue || value instanceof TlaValue.FunctionValue;
  }

  private static boolean isPart(List<TlaValue> path, List<TlaValue> whole) {
    return !whole.isEmpty()
        && path.size() > whole.size()
        && path.subList(0, whole.size()).equals(whole);
  }

  /** A false part; the terms by their texts. */
  private record Found(
      Map<String, TlaValue> bound,
      String formula,
      Map<String, Term> terms,
      Optional<TlaValue> wanted) {
    Found(Map<String, TlaValue> bound, String formula, Map<String, Term> terms) {
      this(bound, formula, terms, Optional.empty());
    }

    Found within(Map<String, TlaValue> outer) {
      Map<String, TlaValue> all = new LinkedHashMap<>(outer);
      all.putAll(bound);
      return new Found(all, formula, terms, wanted);
    }

    Found given(Map<String, Term> premises) {
      Map<String, Term> all = new LinkedHashMap<>(premises);
      // The false part comes last.
      all.keySet().removeAll(terms.keySet());
      all.putAll(terms);
      return new Found(bound, formula, all, wanted);
    }
  }

  private List<Found> whyFalse(Expression formula, int at) {
    Optional<Expression> meaning = formulas.meaning(formula);
    if (meaning.isPresent()) {
      enter(formula, meaning.get());
      return whyFalse(meaning.get(), at);
    }
    if (!(formula.node() instanceof OpApplNode node)) {
      return List.of(atom(formula, at));
    }
    ExprOrOpArgNode[] parts = node.getArgs();
    return switch (Formulas.operator(node)) {
      case "$ConjList", "\\land" -> falseConjuncts(formula, at);
      case "$DisjList", "\\lor" -> falseDisjuncts(formula, at);
      case "=>" -> {
        Map<String, Term> premises = whyTrue(formula.with(parts[0]), at);
        yield whyFalse(formula.with(parts[1]), at).stream().map(f -> f.given(premises)).toList();
      }
      case "\\lnot" ->
          List.of(new Found(Map.of(), terms.text(formula), whyTrue(formula.with(parts[0]), at)));
      case "$BoundedForall" -> falseInstances(formula, at);
      case "$BoundedExists" -> falseCandidates(formula, at);
      case "$IfThenElse" -> {
        boolean isSo = formulas.holds(formula.with(parts[0]), at);
        yield whyFalse(formula.with(parts[isSo ? 1 : 2]), at);
      }
      case "$Case" ->
          nearness.chosen(formula, at).map(c -> whyFalse(c, at)).orElse(List.of(atom(formula, at)));
      case "'" -> whyFalse(formula.with(parts[0]), formulas.behaviour().next(at));
      case "$SquareAct" -> whyFalse(formula.with(parts[0]), at);
      case "[]" -> {
        int when =
            formulas
                .behaviour()
                .from(at)
                .filter(j -> !formulas.always(formula.with(parts[0])).test(j))
                .findFirst()
                .orElse(at);
        yield whyFalse(formula.with(parts[0]), when);
      }
      case "<>" -> whyFalse(formula.with(parts[0]), formulas.behaviour().last());
      case "~>" -> {
        int last = formulas.behaviour().last();
        Map<String, Term> premises = terms.of(formula.with(parts[0]), last);
        yield whyFalse(formula.with(parts[1]), last).stream().map(f -> f.given(premises)).toList();
      }
      case "ENABLED" -> {
        List<Found> guards = falseGuards(formula.with(parts[0]), at);
        yield guards.isEmpty() ? List.of(atom(formula, at)) : guards;
      }
      case "\\in" -> List.of(notMember(formula, at));
      case "=" -> List.of(notEqual(formula, at));
      default -> List.of(atom(formula, at));
    };
  }

  /** With the wanted value of a part, if the other side is only that. */
  private Found notEqual(Expression formula, int at) {
    Found atom = atom(formula, at);
    ExprOrOpArgNode[] sides = Formulas.arguments(formula.node());
    List<Term> own = List.copyOf(terms.of(formula.with(sides[0]), at).values());
    Optional<TlaValue> wanted =
        own.size() == 1 && terms.isTerm(formula.with(sides[0]), at, own.get(0))
            ? terms.constant(formula.with(sides[1]), at)
            : Optional.empty();
    return new Found(Map.of(), atom.formula(), atom.terms(), wanted);
  }

  /** The part of a function or a record that is not in its own set. */
  private Found notMember(Expression formula, int at) {
    ExprOrOpArgNode[] sides = Formulas.arguments(formula.node());
    Expression value = formula.with(sides[0]);
    List<TlaValue> path =
        new Members(formulas, values, at).pathOutside(value, formula.with(sides[1]));
    Found atom = atom(formula, at);
    Map<String, Term> parts = new LinkedHashMap<>();
    if (!path.isEmpty()) {
      terms.of(value, at).values().stream()
          .flatMap(term -> terms.part(term, path).stream())
          .forEach(part -> parts.put(part.text(), part));
    }
    return parts.isEmpty() ? atom : new Found(Map.of(), atom.formula(), parts);
  }

  /** The false guards of an action that is not enabled. */
  private List<Found> falseGuards(Expression formula, int at) {
    if (formula.node() instanceof LevelNode level && level.getLevel() < ACTION) {
      return nearness.holds(formula, at).orElse(true) ? List.of() : whyFalse(formula, at);
    }
    Optional<Expression> meaning = formulas.meaning(formula);
    if (meaning.isPresent()) {
      return falseGuards(meaning.get(), at);
    }
    List<Found> found = new ArrayList<>();
    switch (Formulas.operator(formula.node())) {
      case "$ConjList", "\\land" -> {
        for (ExprOrOpArgNode part : Formulas.arguments(formula.node())) {
          if (found.isEmpty()) {
            found.addAll(falseGuards(formula.with(part), at));
          }
        }
      }
      case "$Case" -> nearness.chosen(formula, at).ifPresent(c -> found.addAll(falseGuards(c, at)));
      case "$IfThenElse" -> {
        ExprOrOpArgNode[] parts = Formulas.arguments(formula.node());
        boolean isSo = formulas.holds(formula.with(parts[0]), at);
        found.addAll(falseGuards(formula.with(parts[isSo ? 1 : 2]), at));
      }
      default -> {}
    }
    return found;
  }

  /** The innermost named action of another module. */
  private void enter(Expression formula, Expression meaning) {
    if (instance == null
        && meaning.node() instanceof SubstInNode inside
        && inside.getLevel() >= ACTION) {
      instance = meaning;
      action = formula;
    } else if (instance != null
        && !isInside
        && formula.node() instanceof OpApplNode application
        && application.getLevel() == ACTION) {
      action = formula;
    }
  }

  private Found atom(Expression formula, int at) {
    return new Found(Map.of(), terms.text(formula), terms.of(formula, at));
  }

  private List<Found> falseConjuncts(Expression formula, int at) {
    List<Found> found = new ArrayList<>();
    isInside |= instance != null && ((OpApplNode) formula.node()).getLevel() == ACTION;
    for (ExprOrOpArgNode part : Formulas.arguments(formula.node())) {
      Expression conjunct = formula.with(part);
      Optional<Boolean> holds = nearness.holds(conjunct, at);
      if (holds.isEmpty()) {
        // It may have a value only if the conjuncts before it are true.
        break;
      }
      if (!holds.get()) {
        found.addAll(whyFalse(conjunct, at));
        if (instance != null) {
          break;
        }
      }
    }
    return found.isEmpty() ? List.of(atom(formula, at)) : found;
  }

  private List<Found> falseDisjuncts(Expression formula, int at) {
    List<Expression> disjuncts = new ArrayList<>();
    for (ExprOrOpArgNode part : Formulas.arguments(formula.node())) {
      disjuncts.add(formula.with(part));
    }
    return nearness
        .nearest(disjuncts, at)
        .map(nearest -> whyFalse(nearest, at))
        .orElseGet(() -> List.of(together(formula, disjuncts, at)));
  }

  private List<Found> falseInstances(Expression formula, int at) {
    List<Found> found = new ArrayList<>();
    Map<String, Term> bounds = new LinkedHashMap<>();
    for (ExprNode set : ((OpApplNode) formula.node()).getBdedQuantBounds()) {
      if (!PLAIN_SETS.contains(Formulas.operator(set))) {
        terms.of(formula.with(set), at).entrySet().stream()
            .filter(term -> !term.getValue().path().isEmpty())
            .forEach(term -> bounds.put(term.getKey(), term.getValue()));
      }
    }
    for (Expression instance : formulas.instances(formula, at)) {
      if (found.size() < MOST_CANDIDATES && !nearness.holds(instance, at).orElse(false)) {
        Map<String, TlaValue> bound = bound(formula, instance);
        whyFalse(instance, at).forEach(f -> found.add(f.within(bound).given(bounds)));
      }
    }
    return found.isEmpty() ? List.of(atom(formula, at)) : found;
  }

  private List<Found> falseCandidates(Expression formula, int at) {
    List<Expression> candidates = formulas.instances(formula, at);
    Optional<Expression> nearest =
        candidates.size() == 1 ? Optional.of(candidates.get(0)) : nearness.nearest(candidates, at);
    if (nearest.isPresent()) {
      Map<String, TlaValue> bound = bound(formula, nearest.get());
      return whyFalse(nearest.get(), at).stream().map(f -> f.within(bound)).toList();
    }
    // Only terms that do not depend on the candidate are informative.
    Map<String, Term> common = null;
    for (Expression candidate :
        candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size()))) {
      Map<String, Term> own = new LinkedHashMap<>();
      whyFalse(candidate, at).forEach(f -> own.putAll(f.terms()));
      if (common == null) {
        common = own;
      } else {
        common.keySet().retainAll(own.keySet());
      }
    }
    return List.of(new Found(Map.of(), terms.text(formula), common == null ? Map.of() : common));
  }

  private Found together(Expression formula, List<Expression> parts, int at) {
    Map<String, Term> all = new LinkedHashMap<>();
    Map<String, TlaValue> bound = new LinkedHashMap<>();
    for (Expression part : parts) {
      for (Found found : whyFalse(part, at)) {
        found.terms().forEach(all::putIfAbsent);
        bound.putAll(found.bound());
      }
    }
    return new Found(bound, terms.text(formula), all);
  }

  /** The terms that make something true. */
  private Map<String, Term> whyTrue(Expression formula, int at) {
    Optional<Expression> meaning = formulas.meaning(formula);
    if (meaning.isPresent()) {
      return whyTrue(meaning.get(), at);
    }
    if (!(formula.node() instanceof OpApplNode node)) {
      return Map.of();
    }
    Map<String, Term> found = new LinkedHashMap<>();
    ExprOrOpArgNode[] parts = node.getArgs();
    switch (Formulas.operator(node)) {
      case "$ConjList", "\\land" -> {
        for (ExprOrOpArgNode part : parts) {
          whyTrue(formula.with(part), at).forEach(found::putIfAbsent);
        }
      }
      case "$DisjList", "\\lor" -> {
        for (ExprOrOpArgNode part : parts) {
          if (found.isEmpty() && nearness.holds(formula.with(part), at).orElse(false)) {
            found.putAll(whyTrue(formula.with(part), at));
          }
        }
      }
      case "\\lnot" ->
          whyFalse(formula.with(parts[0]), at).forEach(f -> f.terms().forEach(found::putIfAbsent));
      case "$BoundedExists" -> {
        for (Expression candidate : formulas.instances(formula, at)) {
          if (found.isEmpty() && nearness.holds(candidate, at).orElse(false)) {
            found.putAll(whyTrue(candidate, at));
          }
        }
      }
      case "$BoundedForall", "=>", "[]", "<>", "~>" -> {}
      default -> found.putAll(terms.of(formula, at));
    }
    return found;
  }

  private Map<String, TlaValue> bound(Expression quantified, Expression instance) {
    Map<String, TlaValue> bound = new LinkedHashMap<>();
    for (FormalParamNode[] names : ((OpApplNode) quantified.node()).getBdedQuantSymbolLists()) {
      for (FormalParamNode name : names) {
        Object meant = instance.context().lookup(name);
        if (meant instanceof IValue value && !(meant instanceof LazyValue)) {
          bound.put(name.getName().toString(), values.decode(value));
        }
      }
    }
    return bound;
  }
}
