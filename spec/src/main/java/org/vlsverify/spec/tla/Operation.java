package org.vlsverify.spec.tla;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An action of a specification with values for its parameters: {@code Subscribe(w=w1, s=s1)}.
 * Immutable.
 *
 * @param action the name of the action's definition, not null
 * @param arguments parameter to value in the order of the definition, followed by variables that
 *     the definition itself quantifies over constant sets; a parameter without a known name has its
 *     position, from 1; not null
 */
public record Operation(String action, Map<String, TlaValue> arguments)
    implements Comparable<Operation> {

  /** The name of an argument with an unknown parameter is its position. */
  private static final Pattern POSITION = Pattern.compile("\\d+");

  /** Copies the arguments. */
  public Operation {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  /**
   * @param parameter a parameter's name, not null
   * @return its value
   * @throws IllegalStateException if there is no such parameter
   */
  public TlaValue argument(String parameter) {
    TlaValue value = arguments.get(parameter);
    if (value == null) {
      throw new IllegalStateException(this + " has no parameter " + parameter);
    }
    return value;
  }

  /**
   * @param parameter a parameter's name, not null
   * @return its value
   * @throws IllegalStateException if there is no such parameter, or it is no number
   */
  public int number(String parameter) {
    return argument(parameter).asInt();
  }

  /**
   * @param parameter a parameter's name, not null
   * @return the text of its value: a string without quotes, a model value's name, or else as in
   *     TLA+
   * @throws IllegalStateException if there is no such parameter
   */
  public String text(String parameter) {
    return TlaValues.text(argument(parameter));
  }

  /** By name, then by arguments in their order. */
  @Override
  public int compareTo(Operation other) {
    int names = action.compareTo(other.action);
    if (names != 0) {
      return names;
    }
    int sizes = Integer.compare(arguments.size(), other.arguments.size());
    if (sizes != 0) {
      return sizes;
    }
    var others = other.arguments.entrySet().iterator();
    for (Map.Entry<String, TlaValue> mine : arguments.entrySet()) {
      Map.Entry<String, TlaValue> its = others.next();
      int keys = mine.getKey().compareTo(its.getKey());
      int order = keys != 0 ? keys : mine.getValue().compareTo(its.getValue());
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public String toString() {
    return arguments.entrySet().stream()
        .map(
            argument ->
                (POSITION.matcher(argument.getKey()).matches() ? "" : argument.getKey() + "=")
                    + argument.getValue())
        .collect(Collectors.joining(", ", action + "(", ")"));
  }
}
