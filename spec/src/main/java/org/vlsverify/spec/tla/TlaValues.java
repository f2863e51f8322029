package org.vlsverify.spec.tla;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lenient access to parts of values: null, or an empty list or text, for a missing part. The
 * methods of {@link TlaValue} itself throw.
 */
public final class TlaValues {
  private TlaValues() {}

  public static Map<TlaValue, TlaValue> mappings(TlaValue value) {
    return value instanceof TlaValue.FunctionValue function ? function.mappings() : new TreeMap<>();
  }

  public static TlaValue at(TlaValue function, TlaValue argument) {
    return argument == null ? null : mappings(function).get(argument);
  }

  public static TlaValue field(TlaValue value, String name) {
    return value instanceof TlaValue.RecordValue fields ? fields.fields().get(name) : null;
  }

  public static List<TlaValue> elements(TlaValue value) {
    if (value instanceof TlaValue.TupleValue tuple) {
      return tuple.elements();
    }
    return value instanceof TlaValue.SetValue set ? set.elements() : List.of();
  }

  public static TlaValue first(TlaValue value) {
    List<TlaValue> elements = elements(value);
    return elements.isEmpty() ? null : elements.get(0);
  }

  public static String text(TlaValue value) {
    if (value == null) {
      return "";
    }
    return value instanceof TlaValue.StringValue string ? string.value() : value.toString();
  }
}
