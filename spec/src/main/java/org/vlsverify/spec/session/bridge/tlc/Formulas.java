package org.vlsverify.spec.session.bridge.tlc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.vlsverify.spec.session.SpecException;
import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.LabelNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.LevelNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.Subst;
import tla2sany.semantic.SubstInNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.EvalControl;
import tlc2.tool.IContextEnumerator;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.LazyValue;
import tlc2.value.impl.Value;

/**
 * Evaluates formulas in the states of a counterexample; temporal ones, which TLC does not evaluate,
 * by their definition.
 */
final class Formulas {
  private static final int TEMPORAL = 3;

  private final FastTool tool;
  private final Behaviour behaviour;

  Formulas(FastTool tool, Behaviour behaviour) {
    this.tool = tool;
    this.behaviour = behaviour;
  }

  Behaviour behaviour() {
    return behaviour;
  }

  /** The name of a built-in or defined operator; else empty. */
  static String operator(SemanticNode node) {
    return node instanceof OpApplNode application
        ? application.getOperator().getName().toString()
        : "";
  }

  static ExprOrOpArgNode[] arguments(SemanticNode node) {
    return ((OpApplNode) node).getArgs();
  }

  Value value(Expression expression, int at) {
    try {
      return (Value)
          tool.eval(
              expression.node(),
              expression.context(),
              behaviour.states().get(at),
              behaviour.states().get(behaviour.next(at)),
              EvalControl.Clear);
    } catch (RuntimeException | StackOverflowError e) {
      throw new SpecException(e.getMessage(), e);
    }
  }

  /**
   * The expansion of an expression: the body of the applied operator, or of a LET, or the argument
   * of a parameter; empty if there is none.
   */
  Optional<Expression> meaning(Expression expression) {
    SemanticNode node = expression.node();
    Context context = expression.context();
    if (node instanceof LetInNode let) {
      return Optional.of(expression.with(let.getBody()));
    } else if (node instanceof LabelNode label) {
      return Optional.of(expression.with((SemanticNode) label.getBody()));
    } else if (node instanceof SubstInNode instance) {
      Context inside = context;
      for (Subst subst : instance.getSubsts()) {
        inside = inside.cons(subst.getOp(), tool.getVal(subst.getExpr(), context, false));
      }
      return Optional.of(new Expression(instance.getBody(), inside));
    } else if (node instanceof OpApplNode application) {
      Object meaning = lookup(application.getOperator(), context);
      if (meaning instanceof LazyValue lazy && application.getArgs().length == 0) {
        return Optional.of(new Expression(lazy.expr, lazy.con));
      } else if (meaning instanceof OpDefNode definition && isDefined(definition)) {
        return Optional.of(applied(definition, application.getArgs(), context));
      }
    }
    return Optional.empty();
  }

  Object lookup(SymbolNode symbol, Context context) {
    return tool.lookup(symbol, context, false);
  }

  /** Whether an operator is defined in TLA+, neither built in nor by TLC in Java. */
  private static boolean isDefined(OpDefNode definition) {
    return definition.getBody() != null && !definition.getInRecursive();
  }

  private Expression applied(OpDefNode definition, ExprOrOpArgNode[] arguments, Context context) {
    FormalParamNode[] parameters = definition.getParams();
    Context inside = context;
    for (int i = 0; i < parameters.length; i++) {
      inside = inside.cons(parameters[i], tool.getVal(arguments[i], context, false));
    }
    return new Expression(definition.getBody(), inside);
  }

  /** The first pair of a CASE whose guard is true, or that with OTHER; empty if there is none. */
  Optional<Expression> chosen(Expression cases, int at) {
    for (ExprOrOpArgNode pair : arguments(cases.node())) {
      ExprOrOpArgNode guard = arguments(pair)[0];
      if (guard == null || holds(cases.with(guard), at)) {
        return Optional.of(cases.with(pair));
      }
    }
    return Optional.empty();
  }

  /** Whether a definition is recursive; such a definition is not expanded. */
  boolean isRecursive(Expression expression) {
    return expression.node() instanceof OpApplNode application
        && lookup(application.getOperator(), expression.context()) instanceof OpDefNode definition
        && definition.getInRecursive();
  }

  /** One for each assignment of the bound variables. */
  List<Expression> instances(Expression quantified, int at) {
    OpApplNode node = (OpApplNode) quantified.node();
    List<Expression> instances = new ArrayList<>();
    FormalParamNode[][] bound = node.getBdedQuantSymbolLists();
    if (bound.length == 1
        && bound[0].length == 1
        && operator(node.getBdedQuantBounds()[0]).equals("$SetEnumerate")) {
      // Each is known by name, such as a variable.
      for (ExprOrOpArgNode element : arguments(node.getBdedQuantBounds()[0])) {
        Object meant = tool.getVal(element, quantified.context(), false);
        Context inside = quantified.context().cons(bound[0][0], meant);
        instances.add(new Expression(node.getArgs()[0], inside));
      }
      return instances;
    }
    try {
      IContextEnumerator contexts =
          tool.contexts(
              node,
              quantified.context(),
              behaviour.states().get(at),
              behaviour.states().get(behaviour.next(at)),
              EvalControl.Clear);
      for (Context next = contexts.nextElement(); next != null; next = contexts.nextElement()) {
        instances.add(new Expression(node.getArgs()[0], next));
      }
    } catch (RuntimeException | StackOverflowError e) {
      throw new SpecException(e.getMessage(), e);
    }
    return instances;
  }

  /**
   * @param at the first state of the behaviour for the formula
   * @throws SpecException if it has no value there, or is not supported
   */
  boolean holds(Expression formula, int at) {
    if (!(formula.node() instanceof LevelNode level) || level.getLevel() < TEMPORAL) {
      return value(formula, at) instanceof BoolValue bool && bool.val;
    }
    Optional<Expression> meaning = meaning(formula);
    if (meaning.isPresent()) {
      return holds(meaning.get(), at);
    }
    ExprOrOpArgNode[] parts = arguments(formula.node());
    return switch (operator(formula.node())) {
      case "$ConjList", "\\land" -> all(formula, at);
      case "$DisjList", "\\lor" -> !none(formula, at);
      case "=>" -> !holds(formula.with(parts[0]), at) || holds(formula.with(parts[1]), at);
      case "\\equiv" -> holds(formula.with(parts[0]), at) == holds(formula.with(parts[1]), at);
      case "\\lnot" -> !holds(formula.with(parts[0]), at);
      case "$BoundedForall" -> instances(formula, at).stream().allMatch(one -> holds(one, at));
      case "$BoundedExists" -> instances(formula, at).stream().anyMatch(one -> holds(one, at));
      case "[]" -> behaviour.from(at).allMatch(always(formula.with(parts[0])));
      case "<>" -> behaviour.from(at).anyMatch(j -> holds(formula.with(parts[0]), j));
      case "~>" ->
          behaviour
              .from(at)
              .filter(j -> holds(formula.with(parts[0]), j))
              .allMatch(j -> behaviour.from(j).anyMatch(k -> holds(formula.with(parts[1]), k)));
      default -> throw new SpecException("this is not evaluated on a behaviour: " + formula.node());
    };
  }

  /** The step after the last state of a finite behaviour is unknown. */
  IntPredicate always(Expression formula) {
    boolean ofSteps = operator(formula.node()).equals("$SquareAct");
    return j -> ofSteps && !behaviour.hasNext(j) || holds(formula, j);
  }

  private boolean all(Expression formula, int at) {
    for (ExprOrOpArgNode part : arguments(formula.node())) {
      if (!holds(formula.with(part), at)) {
        return false;
      }
    }
    return true;
  }

  private boolean none(Expression formula, int at) {
    for (ExprOrOpArgNode part : arguments(formula.node())) {
      if (holds(formula.with(part), at)) {
        return false;
      }
    }
    return true;
  }
}
