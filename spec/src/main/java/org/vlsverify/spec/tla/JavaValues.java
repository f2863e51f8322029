package org.vlsverify.spec.tla;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Compares values of TLA+ with objects of Java. Stateless. */
public final class JavaValues {
  private JavaValues() {}

  /**
   * Compares a value with an object:
   *
   * <ul>
   *   <li>an integer with a number, TRUE and FALSE with a Boolean;
   *   <li>a string or a model value with the text of a string, an enum constant or a character;
   *   <li>a set with a {@link Set};
   *   <li>a sequence, or a function with the domain {@code 0..n-1}, with a {@link List} or an array
   *       of n elements;
   *   <li>any function or record with a {@link Map}, whose keys are compared like values;
   *   <li>any value with an {@link Optional} of the same, or with the same {@link TlaValue}.
   * </ul>
   *
   * @param value not null
   * @param object may be null, which equals nothing
   * @return whether they are the same
   */
  public static boolean same(TlaValue value, Object object) {
    if (object instanceof TlaValue other) {
      return value.equals(other);
    }
    if (object instanceof Number number) {
      return value instanceof TlaValue.IntValue it && it.value() == number.longValue();
    }
    if (object instanceof Boolean truth) {
      return value instanceof TlaValue.BoolValue it && it.value() == truth;
    }
    if (object instanceof CharSequence || object instanceof Enum || object instanceof Character) {
      String text = object instanceof Enum<?> constant ? constant.name() : object.toString();
      return text(value).filter(text::equals).isPresent();
    }
    if (object instanceof Set<?> set) {
      return value instanceof TlaValue.SetValue it && isSameSet(it.elements(), set);
    }
    if (object instanceof Collection<?> list) {
      return isSameList(value, List.copyOf(list));
    }
    if (object instanceof Map<?, ?> map) {
      return isSameMap(value, map);
    }
    if (object instanceof Optional<?> optional) {
      return optional.isPresent() && same(value, optional.get());
    }
    return object != null
        && object.getClass().isArray()
        && isSameList(
            value,
            IntStream.range(0, Array.getLength(object))
                .mapToObj(i -> Array.get(object, i))
                .toList());
  }

  private static Optional<String> text(TlaValue value) {
    if (value instanceof TlaValue.StringValue string) {
      return Optional.of(string.value());
    }
    return value instanceof TlaValue.ModelValue model
        ? Optional.of(model.name())
        : Optional.empty();
  }

  private static boolean isSameSet(List<TlaValue> elements, Set<?> set) {
    return elements.size() == set.size()
        && elements.stream().allMatch(e -> set.stream().anyMatch(o -> same(e, o)));
  }

  private static boolean isSameList(TlaValue value, List<?> list) {
    if (value instanceof TlaValue.TupleValue tuple) {
      return isSameSequence(tuple.elements(), list);
    }
    Map<TlaValue, TlaValue> mappings = TlaValues.mappings(value);
    List<TlaValue> elements =
        IntStream.range(0, mappings.size())
            .mapToObj(i -> mappings.get(TlaValue.of(i)))
            .filter(element -> element != null)
            .toList();
    return value instanceof TlaValue.FunctionValue
        && elements.size() == mappings.size()
        && isSameSequence(elements, list);
  }

  private static boolean isSameSequence(List<TlaValue> elements, List<?> list) {
    return elements.size() == list.size()
        && IntStream.range(0, list.size()).allMatch(i -> same(elements.get(i), list.get(i)));
  }

  private static boolean isSameMap(TlaValue value, Map<?, ?> map) {
    Map<TlaValue, TlaValue> mappings = new TreeMap<>(TlaValues.mappings(value));
    if (value instanceof TlaValue.RecordValue fields) {
      fields.fields().forEach((name, field) -> mappings.put(TlaValue.string(name), field));
    } else if (value instanceof TlaValue.TupleValue tuple) {
      IntStream.range(0, tuple.elements().size())
          .forEach(i -> mappings.put(TlaValue.of(i + 1), tuple.elements().get(i)));
    } else if (!(value instanceof TlaValue.FunctionValue)) {
      return false;
    }
    return mappings.size() == map.size()
        && mappings.entrySet().stream()
            .allMatch(
                mapping ->
                    map.entrySet().stream()
                        .anyMatch(
                            entry ->
                                same(mapping.getKey(), entry.getKey())
                                    && same(mapping.getValue(), entry.getValue())));
  }

  /**
   * @param object may be null
   * @return its text for a message, with the elements of an array
   */
  public static String print(Object object) {
    return object != null && object.getClass().isArray()
        ? IntStream.range(0, Array.getLength(object))
            .mapToObj(i -> Array.get(object, i))
            .toList()
            .toString()
        : String.valueOf(object);
  }

  /**
   * @param values the arguments of an operation in their order, not null
   * @param objects the arguments of a method, not null
   * @return whether they are as many and the same
   */
  public static boolean same(Collection<TlaValue> values, Object... objects) {
    return isSameSequence(List.copyOf(values), Arrays.asList(objects));
  }
}
