package org.vlsverify.spec.session.bridge.tlc;

import tla2sany.semantic.SemanticNode;
import tlc2.util.Context;

/** A part of a module, and the values of its parameters and bound variables. */
record Expression(SemanticNode node, Context context) {
  Expression with(SemanticNode part) {
    return new Expression(part, context);
  }
}
