package org.vlsverify.spec.session.bridge.tlc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vlsverify.spec.session.SpecException;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Witness.Term;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.Value;

/** Finds the expressions on whose values a formula depends: parts of variables where possible. */
final class Terms {
  private final Formulas formulas;
  private final Values values;
  private final Places places;
  private final Texts texts;

  /** The states whose values are of interest. */
  private final int[] states;

  /**
   * @param ofSteps whether the last step is of interest, instead of the end
   */
  Terms(Formulas formulas, Values values, boolean ofSteps) {
    this.formulas = formulas;
    this.values = values;
    this.places = new Places(formulas, values);
    this.texts = new Texts(values);
    Behaviour behaviour = formulas.behaviour();
    this.states =
        ofSteps && behaviour.last() > 0
            ? new int[] {behaviour.last() - 1, behaviour.last()}
            : behaviour.end().toArray();
  }

  String text(Expression expression) {
    return texts.of(expression);
  }

  /** The application of an operator to the values of its arguments. */
  String call(Expression application) {
    int at = states[0];
    return Formulas.operator(application.node()).replaceFirst(".*!", "")
        + Arrays.stream(Formulas.arguments(application.node()))
            .map(argument -> Objects.toString(decoded(application.with(argument), at)))
            .collect(Collectors.joining(", ", "(", ")"))
            .replace("()", "");
  }

  /** The terms of an expression, by their texts. */
  Map<String, Term> of(Expression expression, int at) {
    Map<String, Term> found = new LinkedHashMap<>();
    collect(expression, at, found);
    return found;
  }

  /** Expressions without a value, for example behind a false guard, are left out. */
  private void collect(Expression expression, int at, Map<String, Term> found) {
    try {
      collectAll(expression, at, found);
    } catch (SpecException e) {
      return;
    }
  }

  private void collectAll(Expression expression, int at, Map<String, Term> found) {
    SemanticNode node = expression.node();
    if (!(node instanceof OpApplNode application)) {
      formulas.meaning(expression).ifPresent(meaning -> collect(meaning, at, found));
      return;
    }
    Optional<Places.Place> place = place(expression, at);
    if (place.isPresent()) {
      add(expression, place.get(), at, found);
      arguments(application).forEach(key -> collect(expression.with(key), at, found));
      return;
    }
    int kind = application.getOperator().getKind();
    if (kind == ASTConstants.ConstantDeclKind) {
      if (valueOrNull(expression, at) instanceof IntValue) {
        add(expression, null, at, found);
      }
      return;
    }
    Optional<Expression> meaning = formulas.meaning(expression);
    if (meaning.isPresent()) {
      Map<String, Term> inside = new LinkedHashMap<>();
      collect(meaning.get(), at, inside);
      boolean plain = inside.values().stream().noneMatch(term -> term.path().isEmpty());
      if (plain && !inside.isEmpty()
          || application.getArgs().length == 0 && kind == ASTConstants.FormalParamKind
          || isLocal(application)) {
        inside.forEach(found::putIfAbsent);
      } else {
        add(expression, null, at, found);
      }
      return;
    }
    switch (Formulas.operator(node)) {
      case "$SubsetOf",
          "$SetOfAll",
          "$BoundedChoose",
          "$FcnConstructor",
          "$BoundedForall",
          "$BoundedExists" -> {
        Map<String, Term> bounds = new LinkedHashMap<>();
        for (SemanticNode bound : application.getBdedQuantBounds()) {
          collect(expression.with(bound), at, bounds);
        }
        bounds.forEach(found::putIfAbsent);
        if (bounds.isEmpty() && application.getLevel() > 0) {
          add(expression, null, at, found);
        }
      }
      case "'" ->
          collect(expression.with(application.getArgs()[0]), formulas.behaviour().next(at), found);
      case "ENABLED", "UNCHANGED" -> {}
      case "$IfThenElse" -> {
        SemanticNode[] parts = application.getArgs();
        collect(expression.with(parts[0]), at, found);
        collect(
            expression.with(parts[formulas.holds(expression.with(parts[0]), at) ? 1 : 2]),
            at,
            found);
      }
      case "$Case" ->
          formulas
              .chosen(expression, at)
              .ifPresent(
                  pair -> {
                    SemanticNode[] both = Formulas.arguments(pair.node());
                    if (both[0] != null) {
                      collect(pair.with(both[0]), at, found);
                    }
                    collect(pair.with(both[1]), at, found);
                  });
      default -> {
        for (ExprOrOpArgNode argument : application.getArgs()) {
          if (argument != null) {
            collect(expression.with(argument), at, found);
          }
        }
        if (formulas.isRecursive(expression)) {
          add(expression, null, at, found);
        }
      }
    }
  }

  /** Names of a LET are unknown outside of it. */
  private static boolean isLocal(OpApplNode application) {
    return application.getOperator() instanceof OpDefNode definition
        && definition.getArity() == 0
        && definition.getOriginallyDefinedInModuleNode() != null
        && definition.getOriginallyDefinedInModuleNode().getOpDef(definition.getName()) == null;
  }

  /** The value of an expression that is not a term, if it has one. */
  Optional<TlaValue> constant(Expression expression, int at) {
    return of(expression, at).isEmpty()
        ? Optional.ofNullable(decoded(expression, at))
        : Optional.empty();
  }

  /** The term that an expression is itself, not one that it depends on. */
  boolean isTerm(Expression expression, int at, Term term) {
    Expression inner = expression;
    while (Formulas.operator(inner.node()).equals("'")) {
      inner = inner.with(Formulas.arguments(inner.node())[0]);
    }
    return place(inner, at).map(place -> place.path().equals(term.path())).orElse(false)
        || texts.of(inner).equals(term.text());
  }

  /** A part of a term's value, which is a part of a variable; values are of the last state only. */
  Optional<Term> part(Term whole, List<TlaValue> inside) {
    if (whole.path().isEmpty()) {
      return Optional.empty();
    }
    List<TlaValue> path = new ArrayList<>(whole.path());
    path.addAll(inside);
    TlaValue value = Places.Place.part(whole.last(), inside);
    return value == null
        ? Optional.empty()
        : Optional.of(new Term(Places.Place.text(path), path, List.of(value)));
  }

  /** The keys of a path that are parts of the state. */
  private static List<SemanticNode> arguments(OpApplNode application) {
    List<SemanticNode> keys = new ArrayList<>();
    SemanticNode node = application;
    while (Formulas.operator(node).equals("$FcnApply")
        || Formulas.operator(node).equals("$RcdSelect")
        || Formulas.operator(node).equals("'")) {
      SemanticNode[] parts = Formulas.arguments(node);
      if (Formulas.operator(node).equals("$FcnApply")) {
        keys.add(parts[1]);
      }
      node = parts[0];
    }
    return keys;
  }

  private Optional<Places.Place> place(Expression expression, int at) {
    try {
      return places.of(expression, at);
    } catch (SpecException e) {
      return Optional.empty();
    }
  }

  private Value valueOrNull(Expression expression, int at) {
    try {
      return formulas.value(expression, at);
    } catch (SpecException e) {
      return null;
    }
  }

  /** A primed expression is the unprimed one after the step. */
  private void add(Expression expression, Places.Place place, int at, Map<String, Term> found) {
    String text = place == null ? texts.of(expression).replace("'", "") : place.text();
    List<TlaValue> path = place == null ? List.of() : place.path();
    String key = path.isEmpty() ? text : path.toString();
    if (found.containsKey(key)) {
      return;
    }
    List<TlaValue> history = new ArrayList<>();
    for (int state : place == null && states.length == 2 ? new int[] {at} : states) {
      TlaValue whole = decoded(place == null ? expression : place.variable(), state);
      TlaValue value = whole == null || place == null ? whole : place.in(whole);
      boolean known = !history.isEmpty() && history.get(history.size() - 1).equals(value);
      if (value != null && !known) {
        history.add(value);
      } else if (value == null && place != null && !history.isEmpty()) {
        history.add(Term.NONE);
      }
    }
    if (!history.isEmpty()) {
      found.put(key, new Term(text, path, history));
    }
  }

  private TlaValue decoded(Expression expression, int state) {
    Value value = valueOrNull(expression, state);
    try {
      return value == null ? null : values.decode(value);
    } catch (SpecException e) {
      // An infinite set, such as Nat, is not part of a state.
      return null;
    }
  }
}
