package org.vlsverify.spec.tla;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Iterator;

/** The order of values: by kind, then by their parts. It has no meaning in TLA+. */
final class TlaOrder {
  private static final int INTEGERS = 1;

  private TlaOrder() {}

  /** As {@link Comparable#compareTo} says. */
  static int compare(TlaValue left, TlaValue right) {
    int kinds = Integer.compare(rank(left), rank(right));
    if (kinds != 0) {
      return kinds;
    }
    if (left instanceof TlaValue.IntValue one && right instanceof TlaValue.IntValue two) {
      return Integer.compare(one.value(), two.value());
    }
    if (left instanceof TlaValue.BoolValue one && right instanceof TlaValue.BoolValue two) {
      return Boolean.compare(one.value(), two.value());
    }
    if (left instanceof TlaValue.TupleValue || left instanceof TlaValue.SetValue) {
      return compareAll(left.elements(), right.elements());
    }
    if (left instanceof TlaValue.RecordValue one && right instanceof TlaValue.RecordValue two) {
      int names = compareAll(one.fields().keySet(), two.fields().keySet());
      return names != 0 ? names : compareAll(one.fields().values(), two.fields().values());
    }
    if (left instanceof TlaValue.FunctionValue one && right instanceof TlaValue.FunctionValue two) {
      int domains = compareAll(one.mappings().keySet(), two.mappings().keySet());
      return domains != 0 ? domains : compareAll(one.mappings().values(), two.mappings().values());
    }
    if (rank(left) == INTEGERS) {
      return integer(left).compareTo(integer(right));
    }
    return left.asString().compareTo(right.asString());
  }

  private static BigInteger integer(TlaValue value) {
    return value instanceof TlaValue.BigValue big ? big.value() : BigInteger.valueOf(value.asInt());
  }

  private static int rank(TlaValue value) {
    if (value instanceof TlaValue.BoolValue) {
      return 0;
    } else if (value instanceof TlaValue.IntValue || value instanceof TlaValue.BigValue) {
      return INTEGERS;
    } else if (value instanceof TlaValue.StringValue) {
      return 2;
    } else if (value instanceof TlaValue.ModelValue) {
      return 3;
    } else if (value instanceof TlaValue.TupleValue) {
      return 4;
    } else if (value instanceof TlaValue.RecordValue) {
      return 5;
    } else if (value instanceof TlaValue.FunctionValue) {
      return 6;
    }
    return 7;
  }

  private static <T extends Comparable<? super T>> int compareAll(
      Collection<T> ones, Collection<T> twos) {
    Iterator<T> others = twos.iterator();
    for (T one : ones) {
      if (!others.hasNext()) {
        return 1;
      }
      int order = one.compareTo(others.next());
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }
}
