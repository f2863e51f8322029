package org.vlsverify.spec.tla;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A value of TLA+: immutable, equal if and only if TLA+ calls it equal, printed in the syntax of
 * TLA+.
 *
 * <p>In TLA+ a sequence is a function with the domain {@code 1..n}, and a record is a function with
 * strings as its domain. Each such function is always represented as a {@link TupleValue} or a
 * {@link RecordValue}, so that equality holds; {@link #function} takes care of it. Model values and
 * strings are different, even if they have the same text.
 *
 * <p>Values of all kinds have a total order, which has no meaning in TLA+ but makes printed and
 * stored output stable.
 */
public sealed interface TlaValue extends Comparable<TlaValue> {

  /** An integer in TLC's range of 32 bits. */
  record IntValue(int value) implements TlaValue {
    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /** An integer outside TLC's range; other tools have no limit. */
  record BigValue(BigInteger value) implements TlaValue {
    /**
     * Rejects null.
     *
     * @throws IllegalArgumentException if this has to be an {@link IntValue}
     */
    public BigValue {
      if (value.bitLength() < Integer.SIZE) {
        throw new IllegalArgumentException("an integer of 32 bits: " + value);
      }
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** TRUE or FALSE. */
  record BoolValue(boolean value) implements TlaValue {
    @Override
    public String toString() {
      return value ? "TRUE" : "FALSE";
    }
  }

  /** A string. */
  record StringValue(String value) implements TlaValue {
    /** Rejects null. */
    public StringValue {
      Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
      return '"'
          + value
              .replace("\\", "\\\\")
              .replace("\"", "\\\"")
              .replace("\t", "\\t")
              .replace("\n", "\\n")
              .replace("\f", "\\f")
              .replace("\r", "\\r")
          + '"';
    }
  }

  /** A value that is only equal to itself; the configuration of a model introduces it by name. */
  record ModelValue(String name) implements TlaValue {
    /** Rejects null. */
    public ModelValue {
      Objects.requireNonNull(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A tuple or sequence; the empty one is also the empty function and the empty record. */
  record TupleValue(List<TlaValue> elements) implements TlaValue {
    /** Copies the elements; rejects null among them. */
    public TupleValue {
      elements = List.copyOf(elements);
    }

    @Override
    public String toString() {
      return join(elements, "<<", ">>");
    }
  }

  /** A finite set: the elements in their order, each once. */
  record SetValue(List<TlaValue> elements) implements TlaValue {
    /** Copies, sorts and removes duplicates; rejects null among the elements. */
    public SetValue {
      elements = elements.stream().sorted().distinct().toList();
    }

    /**
     * @param element any value, not null
     * @return whether it is in the set
     */
    public boolean contains(TlaValue element) {
      return Collections.binarySearch(elements, element) >= 0;
    }

    @Override
    public String toString() {
      return join(elements, "{", "}");
    }
  }

  /** A record with at least one field. */
  record RecordValue(SortedMap<String, TlaValue> fields) implements TlaValue {
    /**
     * Copies the fields; rejects null among them.
     *
     * @throws IllegalArgumentException if there is no field, or one that is not an identifier
     */
    public RecordValue {
      fields = immutable(fields);
      if (fields.isEmpty() || !fields.keySet().stream().allMatch(TlaDomains::isIdentifier)) {
        throw new IllegalArgumentException("not the fields of a record: " + fields.keySet());
      }
    }

    @Override
    public String toString() {
      return fields.entrySet().stream()
          .map(field -> field.getKey() + " |-> " + field.getValue())
          .collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** A function that is neither a tuple nor a record. */
  record FunctionValue(SortedMap<TlaValue, TlaValue> mappings) implements TlaValue {
    /**
     * Copies the mappings; rejects null among them.
     *
     * @throws IllegalArgumentException if this function has to be a tuple or a record
     */
    public FunctionValue {
      mappings = immutable(mappings);
      if (TlaDomains.isOfTuple(mappings) || TlaDomains.isOfRecord(mappings)) {
        throw new IllegalArgumentException("a tuple or a record: " + mappings);
      }
    }

    @Override
    public String toString() {
      return mappings.entrySet().stream()
          .map(mapping -> mapping.getKey() + " :> " + mapping.getValue())
          .collect(Collectors.joining(" @@ ", "(", ")"));
    }
  }

  /**
   * @param value any integer
   * @return that integer
   */
  static TlaValue of(int value) {
    return new IntValue(value);
  }

  /**
   * @param value any integer, not null
   * @return that integer, however large
   */
  static TlaValue of(BigInteger value) {
    return value.bitLength() < Integer.SIZE ? of(value.intValue()) : new BigValue(value);
  }

  /**
   * @param value any truth value
   * @return that truth value
   */
  static TlaValue of(boolean value) {
    return new BoolValue(value);
  }

  /**
   * @param value any text, not null
   * @return that text as a string of TLA+
   */
  static TlaValue string(String value) {
    return new StringValue(value);
  }

  /**
   * @param name the model value's name, not null
   * @return that model value
   */
  static TlaValue model(String name) {
    return new ModelValue(name);
  }

  /**
   * @param elements the elements in order, none null
   * @return the tuple of them
   */
  static TlaValue tuple(TlaValue... elements) {
    return new TupleValue(List.of(elements));
  }

  /**
   * @param elements the elements in order, none null
   * @return the tuple of them
   */
  static TlaValue tuple(List<TlaValue> elements) {
    return new TupleValue(elements);
  }

  /**
   * @param elements the elements in any order, none null
   * @return the set of them
   */
  static TlaValue set(TlaValue... elements) {
    return new SetValue(List.of(elements));
  }

  /**
   * @param elements the elements in any order, none null
   * @return the set of them
   */
  static TlaValue set(Collection<TlaValue> elements) {
    return new SetValue(List.copyOf(elements));
  }

  /**
   * @param fields field name to value, none null
   * @return the record with these fields; the empty tuple if there are none
   * @throws IllegalArgumentException if a name is not an identifier
   */
  static TlaValue record(Map<String, TlaValue> fields) {
    return fields.isEmpty() ? tuple() : new RecordValue(new TreeMap<>(fields));
  }

  /**
   * @param mappings argument to value, none null
   * @return the function with this graph, as a tuple or a record if it is one
   */
  static TlaValue function(Map<TlaValue, TlaValue> mappings) {
    SortedMap<TlaValue, TlaValue> sorted = new TreeMap<>(mappings);
    if (TlaDomains.isOfTuple(sorted)) {
      return new TupleValue(new ArrayList<>(sorted.values()));
    }
    if (TlaDomains.isOfRecord(sorted)) {
      SortedMap<String, TlaValue> fields = new TreeMap<>();
      sorted.forEach((name, value) -> fields.put(name.asString(), value));
      return new RecordValue(fields);
    }
    return new FunctionValue(sorted);
  }

  /**
   * @return the integer
   * @throws IllegalStateException if this is not an integer
   */
  default int asInt() {
    if (this instanceof IntValue integer) {
      return integer.value();
    }
    throw notA("an integer");
  }

  /**
   * @return the truth value
   * @throws IllegalStateException if this is not a truth value
   */
  default boolean asBoolean() {
    if (this instanceof BoolValue bool) {
      return bool.value();
    }
    throw notA("a truth value");
  }

  /**
   * @return the text of a string, or the name of a model value
   * @throws IllegalStateException if this is neither
   */
  default String asString() {
    if (this instanceof StringValue string) {
      return string.value();
    }
    if (this instanceof ModelValue model) {
      return model.name();
    }
    throw notA("a string or model value");
  }

  /**
   * The elements of a tuple in their order, or those of a set; an accessor of {@link TupleValue}
   * and {@link SetValue} overrides this.
   *
   * @return an immutable list
   * @throws IllegalStateException if this is neither a tuple nor a set
   */
  default List<TlaValue> elements() {
    throw notA("a tuple or set");
  }

  /**
   * Applies a function, tuple or record.
   *
   * @param argument an element of the domain, not null
   * @return the value there
   * @throws IllegalStateException if this cannot be applied, or not to that argument
   */
  default TlaValue get(TlaValue argument) {
    TlaValue value = null;
    if (this instanceof FunctionValue function) {
      value = function.mappings().get(argument);
    } else if (this instanceof RecordValue fields && argument instanceof StringValue name) {
      value = fields.fields().get(name.value());
    } else if (this instanceof TupleValue tuple && argument instanceof IntValue index) {
      if (index.value() >= 1 && index.value() <= tuple.elements().size()) {
        value = tuple.elements().get(index.value() - 1);
      }
    }
    if (value == null) {
      throw new IllegalStateException(this + " has no value at " + argument);
    }
    return value;
  }

  /**
   * @param field a field's name, not null
   * @return the value of that field of a record
   * @throws IllegalStateException if this is not a record with that field
   */
  default TlaValue get(String field) {
    return get(string(field));
  }

  /**
   * @param index from 1, as in TLA+
   * @return the element of a tuple, or the value of a function, at that index
   * @throws IllegalStateException if there is none
   */
  default TlaValue get(int index) {
    return get(of(index));
  }

  /**
   * @param names to which the names of all model values in this value are added, not null
   */
  default void collectModelValues(Collection<String> names) {
    if (this instanceof ModelValue model) {
      names.add(model.name());
    } else if (this instanceof TupleValue || this instanceof SetValue) {
      elements().forEach(element -> element.collectModelValues(names));
    } else if (this instanceof RecordValue fields) {
      fields.fields().values().forEach(field -> field.collectModelValues(names));
    } else if (this instanceof FunctionValue function) {
      function.mappings().keySet().forEach(argument -> argument.collectModelValues(names));
      function.mappings().values().forEach(value -> value.collectModelValues(names));
    }
  }

  @Override
  default int compareTo(TlaValue other) {
    return TlaOrder.compare(this, other);
  }

  private IllegalStateException notA(String kind) {
    return new IllegalStateException("not " + kind + ": " + this);
  }

  private static <K, V> SortedMap<K, V> immutable(SortedMap<K, V> map) {
    for (Entry<K, V> entry : map.entrySet()) {
      Objects.requireNonNull(entry.getKey());
      Objects.requireNonNull(entry.getValue());
    }
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  private static String join(List<TlaValue> elements, String open, String close) {
    return elements.stream().map(TlaValue::toString).collect(Collectors.joining(", ", open, close));
  }
}
