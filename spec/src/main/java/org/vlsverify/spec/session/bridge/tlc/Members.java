package org.vlsverify.spec.session.bridge.tlc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vlsverify.spec.session.SpecException;
import org.vlsverify.spec.tla.TlaValue;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.StringNode;
import tlc2.util.Context;

/** Finds the part of a function or a record that keeps it out of a set of functions or records. */
final class Members {
  private final Formulas formulas;
  private final Values values;
  private final int at;

  Members(Formulas formulas, Values values, int at) {
    this.formulas = formulas;
    this.values = values;
    this.at = at;
  }

  /**
   * @return the arguments and fields that lead to a part outside its own set; empty if that is the
   *     whole, or unknown
   */
  List<TlaValue> pathOutside(Expression value, Expression set) {
    try {
      return outside(values.decode(formulas.value(value, at)), set).orElse(List.of());
    } catch (SpecException e) {
      return List.of();
    }
  }

  /** Empty if it is a member. */
  private Optional<List<TlaValue>> outside(TlaValue value, Expression set) {
    if (isMember(value, set)) {
      return Optional.empty();
    }
    Optional<Expression> meaning = formulas.meaning(set).or(() -> definition(set));
    if (meaning.isPresent()) {
      return outside(value, meaning.get());
    }
    SemanticNode node = set.node();
    Optional<List<TlaValue>> part = Optional.empty();
    if (Formulas.operator(node).equals("$SetOfFcns")
        && value instanceof TlaValue.FunctionValue function) {
      Expression range = set.with(Formulas.arguments(node)[1]);
      for (Map.Entry<TlaValue, TlaValue> mapping : function.mappings().entrySet()) {
        part = part.or(() -> behind(mapping.getKey(), mapping.getValue(), range));
      }
    } else if (Formulas.operator(node).equals("$SetOfRcds")
        && value instanceof TlaValue.RecordValue fields) {
      for (ExprOrOpArgNode pair : Formulas.arguments(node)) {
        ExprOrOpArgNode[] both = Formulas.arguments(pair);
        String name = ((StringNode) both[0]).getRep().toString();
        if (fields.fields().containsKey(name)) {
          part =
              part.or(
                  () ->
                      behind(TlaValue.string(name), fields.fields().get(name), set.with(both[1])));
        }
      }
    } else if (Formulas.operator(node).matches(".(cup|union)")) {
      // Of several sets, the one with members of the same shape.
      part = outside(value, set.with(Formulas.arguments(node)[0])).filter(path -> !path.isEmpty());
    }
    return part.or(() -> Optional.of(List.of()));
  }

  /** TLC keeps only the value of a constant. */
  private static Optional<Expression> definition(Expression set) {
    return set.node() instanceof OpApplNode application
            && application.getOperator() instanceof OpDefNode definition
            && definition.getKind() == ASTConstants.UserDefinedOpKind
            && definition.getArity() == 0
        ? Optional.of(new Expression(definition.getBody(), Context.Empty))
        : Optional.empty();
  }

  private Optional<List<TlaValue>> behind(TlaValue key, TlaValue value, Expression set) {
    return outside(value, set)
        .map(
            path -> {
              List<TlaValue> longer = new ArrayList<>(List.of(key));
              longer.addAll(path);
              return longer;
            });
  }

  private boolean isMember(TlaValue value, Expression set) {
    try {
      return formulas.value(set, at).member(values.encode(value));
    } catch (SpecException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new SpecException(e.getMessage(), e);
    }
  }
}
