package org.vlsverify.spec.session.bridge.tlc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.SymbolNode;
import tla2sany.st.TreeNode;
import tlc2.util.Context;
import tlc2.value.impl.LazyValue;
import tlc2.value.impl.Value;

/** Prints expressions of a module, with the values of parameters and bound variables. */
final class Texts {
  private static final Set<String> NO_SPACE_AFTER = Set.of("(", "[", "{", "<<", ".", "!", "~", "");
  private static final Set<String> NO_SPACE_BEFORE =
      Set.of(")", "]", "}", ">>", ".", "!", ",", "'", ":", ";");

  /** Before what follows a name without a space. */
  private static final Set<String> OPENING = Set.of("(", "[");

  private final Values values;

  Texts(Values values) {
    this.values = values;
  }

  String of(Expression expression) {
    List<String> tokens = new ArrayList<>();
    collect(expression.node().getTreeNode(), tokens);
    StringBuilder text = new StringBuilder();
    String before = "";
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      boolean called = OPENING.contains(token) && before.matches("\\w+|.*[\\])'>]");
      if (!called && !NO_SPACE_AFTER.contains(before) && !NO_SPACE_BEFORE.contains(token)) {
        text.append(' ');
      }
      boolean field =
          before.equals(".") || i + 1 < tokens.size() && tokens.get(i + 1).equals("|->");
      text.append(field ? token : meant(token, expression.context()));
      before = token;
    }
    return text.toString();
  }

  private static void collect(TreeNode tree, List<String> tokens) {
    TreeNode[] parts = tree.heirs();
    for (TreeNode part : parts) {
      collect(part, tokens);
    }
    String token = tree.getImage();
    if (parts.length == 0 && !token.startsWith("N_")) {
      tokens.add(token);
    }
  }

  /** The value of a parameter, or its argument. */
  private String meant(String token, Context context) {
    if (!token.matches("[A-Za-z_]\\w*")) {
      return token;
    }
    SymbolNode symbol =
        context.lookupName(
            s -> s instanceof FormalParamNode && s.getName().toString().equals(token));
    Object bound = symbol == null ? null : context.lookup(symbol);
    if (bound instanceof LazyValue lazy) {
      return of(new Expression(lazy.expr, lazy.con));
    }
    return bound instanceof Value value ? values.decode(value).toString() : token;
  }
}
