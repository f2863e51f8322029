package org.vlsverify.spec.session.bridge.tlc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vlsverify.spec.tla.TlaValue;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.StringNode;
import tla2sany.semantic.SymbolNode;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.LazyValue;
import tlc2.value.impl.Value;

/**
 * Maps an expression to a part of a variable: {@code pool[w][i].waits} of an abstract specification
 * may be a part of a variable of its implementation.
 */
final class Places {
  private final Formulas formulas;
  private final Values values;

  Places(Formulas formulas, Values values) {
    this.formulas = formulas;
    this.values = values;
  }

  /**
   * @return the place of the expression's value; empty if the expression is computed
   */
  Optional<Place> of(Expression expression, int at) {
    return resolved(expression, at, true)
        .filter(place -> place.variable() != null)
        .or(() -> resolved(expression, at, false).filter(place -> place.variable() != null));
  }

  /**
   * A part of a variable, or else a constructor whose parts may be parts of variables.
   *
   * @param path the variable's name, then the arguments and fields that lead to the part
   */
  record Place(Expression variable, List<TlaValue> path, Expression constructor) {
    private Place then(TlaValue key) {
      List<TlaValue> longer = new ArrayList<>(path);
      longer.add(key);
      return new Place(variable, longer, null);
    }

    /** In TLA+ syntax. */
    String text() {
      return text(path);
    }

    static String text(List<TlaValue> path) {
      return path.stream()
          .skip(1)
          .map(key -> key instanceof TlaValue.StringValue s ? "." + s.value() : "[" + key + "]")
          .reduce(path.get(0).asString(), String::concat);
    }

    /** The part of the variable's value; null if it has no such part. */
    TlaValue in(TlaValue value) {
      return part(value, path.subList(1, path.size()));
    }

    static TlaValue part(TlaValue value, List<TlaValue> keys) {
      TlaValue part = value;
      for (TlaValue key : keys) {
        part = part(part, key);
      }
      return part;
    }

    private static TlaValue part(TlaValue whole, TlaValue key) {
      if (whole instanceof TlaValue.FunctionValue function) {
        return function.mappings().get(key);
      } else if (whole instanceof TlaValue.RecordValue fields) {
        return key instanceof TlaValue.StringValue name ? fields.fields().get(name.value()) : null;
      }
      return whole instanceof TlaValue.TupleValue tuple
              && key instanceof TlaValue.IntValue index
              && index.value() >= 1
              && index.value() <= tuple.elements().size()
          ? tuple.elements().get(index.value() - 1)
          : null;
    }
  }

  /**
   * @param through whether to substitute the variables of an instance
   */
  private Optional<Place> resolved(Expression expression, int at, boolean through) {
    SemanticNode node = expression.node();
    if (node instanceof OpApplNode application
        && application.getOperator().getKind() == ASTConstants.VariableDeclKind) {
      Object given = formulas.lookup(application.getOperator(), expression.context());
      String name = application.getOperator().getName().toString();
      Place named = new Place(expression, List.of(TlaValue.string(name)), null);
      return through && given instanceof LazyValue lazy
          ? resolved(new Expression(lazy.expr, lazy.con), at, true)
          : Optional.of(named);
    }
    Optional<Expression> meaning = formulas.meaning(expression);
    if (meaning.isPresent()) {
      return resolved(meaning.get(), at, through);
    }
    return switch (Formulas.operator(node)) {
      case "$FcnApply", "$RcdSelect" -> selected(expression, at, through);
      case "$FcnConstructor", "$RcdConstructor" ->
          Optional.of(new Place(null, List.of(), expression));
      case "$IfThenElse" -> {
        SemanticNode[] parts = Formulas.arguments(node);
        boolean isSo =
            formulas.value(expression.with(parts[0]), at) instanceof BoolValue bool && bool.val;
        yield resolved(expression.with(parts[isSo ? 1 : 2]), at, through);
      }
      case "'" ->
          resolved(
              expression.with(Formulas.arguments(node)[0]), formulas.behaviour().next(at), through);
      default -> Optional.empty();
    };
  }

  private Optional<Place> selected(Expression expression, int at, boolean through) {
    SemanticNode[] parts = Formulas.arguments(expression.node());
    Optional<Place> whole = resolved(expression.with(parts[0]), at, through);
    if (whole.isEmpty()) {
      return whole;
    }
    Value key =
        parts[1] instanceof StringNode field
            ? new tlc2.value.impl.StringValue(field.getRep())
            : formulas.value(expression.with(parts[1]), at);
    Expression constructor = whole.get().constructor();
    return constructor == null
        ? Optional.of(whole.get().then(values.decode(key)))
        : part(constructor, key).flatMap(part -> resolved(part, at, through));
  }

  private Optional<Expression> part(Expression constructor, Value key) {
    OpApplNode node = (OpApplNode) constructor.node();
    if (Formulas.operator(node).equals("$RcdConstructor")) {
      for (SemanticNode pair : node.getArgs()) {
        SemanticNode[] both = Formulas.arguments(pair);
        if (both[0] instanceof StringNode field
            && field.getRep().toString().equals(values.decode(key).toString().replace("\"", ""))) {
          return Optional.of(constructor.with(both[1]));
        }
      }
      return Optional.empty();
    }
    FormalParamNode[][] bound = node.getBdedQuantSymbolLists();
    if (bound.length != 1 || bound[0].length != 1 || node.isBdedQuantATuple()[0]) {
      return Optional.empty();
    }
    SymbolNode parameter = bound[0][0];
    Context inside = constructor.context().cons(parameter, key);
    return Optional.of(new Expression(node.getArgs()[0], inside));
  }
}
