package org.vlsverify.spec.session.bridge.tlc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.Action;
import tlc2.util.Context;
import tlc2.value.impl.Value;

/** Names TLC's actions by their operators and the values of their arguments. */
final class OperationNames {
  private final Values values;

  OperationNames(Values values) {
    this.values = values;
  }

  /** Reads an action's arguments from the context in which TLC evaluates its body. */
  Operation operation(Action action) {
    OpDefNode definition = action.getOpDef();
    String name = action.getName().toString();
    Map<String, TlaValue> arguments = new LinkedHashMap<>();
    if (definition != null) {
      for (FormalParamNode parameter : definition.getParams()) {
        addArgument(arguments, parameter, action.con);
      }
      List<SymbolNode> inner = new ArrayList<>();
      action.con.lookupName(
          symbol -> {
            if (symbol != null && isInside(symbol, definition)) {
              inner.add(symbol);
            }
            return false;
          });
      Collections.reverse(inner);
      inner.forEach(symbol -> addArgument(arguments, symbol, action.con));
    }
    return new Operation(name, arguments);
  }

  private void addArgument(Map<String, TlaValue> arguments, SymbolNode symbol, Context context) {
    if (context.lookup(symbol) instanceof Value value) {
      arguments.putIfAbsent(symbol.getName().toString(), values.decode(value));
    }
  }

  private static boolean isInside(SymbolNode symbol, OpDefNode definition) {
    var inner = symbol.getLocation();
    var outer = definition.getLocation();
    return inner.source().equals(outer.source())
        && inner.beginLine() >= outer.beginLine()
        && inner.endLine() <= outer.endLine();
  }
}
