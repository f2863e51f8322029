package org.vlsverify.spec.session.bridge.tlc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.vlsverify.spec.session.SpecException;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Witness;
import org.vlsverify.spec.trace.Witness.Refinement;
import org.vlsverify.spec.trace.Witness.Term;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.Subst;
import tla2sany.semantic.SubstInNode;
import tlc2.value.impl.LazyValue;

/** The evidence for a violation. */
final class Evidence {
  private final Formulas formulas;
  private final Values values;
  private final boolean ofSteps;

  /**
   * @param ofSteps whether the property is violated by the last step
   */
  Evidence(Formulas formulas, Values values, boolean ofSteps) {
    this.formulas = formulas;
    this.values = values;
    this.ofSteps = ofSteps;
  }

  /**
   * @param property the violated property
   * @param isInvariant whether the last state violates it
   */
  Witness of(Expression property, boolean isInvariant) {
    Terms terms = new Terms(formulas, values, ofSteps);
    Descent descent = new Descent(formulas, values, terms);
    try {
      List<Witness.Fault> faults =
          descent.faults(property, isInvariant ? formulas.behaviour().last() : 0);
      Optional<Refinement> refinement =
          ofSteps ? descent.instance().map(i -> refinement(i, descent, terms)) : Optional.empty();
      return new Witness(faults, refinement, List.of());
    } catch (SpecException e) {
      // A formula that cannot be evaluated here is not explained.
      return Witness.NONE;
    }
  }

  private Refinement refinement(Expression instance, Descent descent, Terms terms) {
    SubstInNode node = (SubstInNode) instance.node();
    Map<String, Expression> variables = new TreeMap<>();
    Expression inside = formulas.meaning(instance).orElseThrow();
    for (Subst subst : node.getSubsts()) {
      OpDeclNode variable = subst.getOp();
      if (variable.getKind() == ASTConstants.VariableDeclKind
          && formulas.lookup(variable, inside.context()) instanceof LazyValue lazy) {
        variables.put(variable.getName().toString(), new Expression(lazy.expr, lazy.con));
      }
    }
    int last = formulas.behaviour().last();
    List<Term> changes = new ArrayList<>();
    variables.forEach(
        (name, value) ->
            changes(
                List.of(TlaValue.string(name)),
                values.decode(formulas.value(value, Math.max(0, last - 1))),
                values.decode(formulas.value(value, last)),
                changes));
    return new Refinement(
        node.getInstantiatedModule().getName().toString(),
        descent.action().map(terms::call),
        changes);
  }

  private static void changes(
      List<TlaValue> path, TlaValue before, TlaValue after, List<Term> changes) {
    if (Objects.equals(before, after)) {
      return;
    }
    Map<TlaValue, TlaValue> from = parts(before);
    Map<TlaValue, TlaValue> to = parts(after);
    if (from.isEmpty() || !from.keySet().equals(to.keySet())) {
      changes.add(new Term(Places.Place.text(path), path, List.of(before, after)));
      return;
    }
    to.forEach(
        (key, value) -> {
          List<TlaValue> longer = new ArrayList<>(path);
          longer.add(key);
          changes(longer, from.get(key), value, changes);
        });
  }

  private static Map<TlaValue, TlaValue> parts(TlaValue value) {
    Map<TlaValue, TlaValue> parts = new TreeMap<>();
    if (value instanceof TlaValue.FunctionValue function) {
      parts.putAll(function.mappings());
    } else if (value instanceof TlaValue.RecordValue fields) {
      fields.fields().forEach((name, field) -> parts.put(TlaValue.string(name), field));
    } else if (value instanceof TlaValue.TupleValue tuple
        && tuple.elements().stream().anyMatch(e -> e instanceof TlaValue.RecordValue)) {
      for (int i = 0; i < tuple.elements().size(); i++) {
        parts.put(TlaValue.of(i + 1), tuple.elements().get(i));
      }
    }
    return parts;
  }
}
