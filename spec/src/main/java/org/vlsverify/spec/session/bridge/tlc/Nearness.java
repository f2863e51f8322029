package org.vlsverify.spec.session.bridge.tlc;

import java.util.List;
import java.util.Optional;
import org.vlsverify.spec.session.SpecException;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.SemanticNode;

/** Selects the false formula that is nearest to being true. */
final class Nearness {
  private final Formulas formulas;

  Nearness(Formulas formulas) {
    this.formulas = formulas;
  }

  /** The formula nearest to being true, if there is a unique one. */
  Optional<Expression> nearest(List<Expression> parts, int at) {
    Expression nearest = null;
    int most = 0;
    for (Expression part : parts) {
      int progress = progress(part, at);
      if (progress > most) {
        most = progress;
        nearest = part;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** The number of true conjuncts before the first false one. */
  private int progress(Expression formula, int at) {
    try {
      Optional<Expression> meaning = formulas.meaning(formula);
      if (meaning.isPresent()) {
        return progress(meaning.get(), at);
      }
      int most = 0;
      switch (Formulas.operator(formula.node())) {
        case "$ConjList", "\\land" -> {
          for (ExprOrOpArgNode part : Formulas.arguments(formula.node())) {
            Optional<Boolean> holds = holds(formula.with(part), at);
            if (!holds.orElse(false)) {
              return most + (holds.isPresent() ? progress(formula.with(part), at) : 0);
            }
            most++;
          }
        }
        case "$DisjList", "\\lor" -> {
          for (ExprOrOpArgNode part : Formulas.arguments(formula.node())) {
            most = Math.max(most, progress(formula.with(part), at));
          }
        }
        case "$BoundedExists" -> {
          for (Expression candidate : formulas.instances(formula, at)) {
            most = Math.max(most, progress(candidate, at));
          }
        }
        case "$IfThenElse" -> {
          SemanticNode[] parts = Formulas.arguments(formula.node());
          boolean isSo = formulas.holds(formula.with(parts[0]), at);
          return progress(formula.with(parts[isSo ? 1 : 2]), at);
        }
        case "$Case" -> {
          return chosen(formula, at).map(c -> progress(c, at)).orElse(0);
        }
        default -> {}
      }
      return most;
    } catch (SpecException e) {
      return 0;
    }
  }

  /** The selected expression of a CASE in a state. */
  Optional<Expression> chosen(Expression formula, int at) {
    return formulas.chosen(formula, at).map(pair -> pair.with(Formulas.arguments(pair.node())[1]));
  }

  /** Empty if the formula has no value there. */
  Optional<Boolean> holds(Expression formula, int at) {
    try {
      return Optional.of(formulas.holds(formula, at));
    } catch (SpecException e) {
      return Optional.empty();
    }
  }
}
