package org.vlsverify.spec.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vlsverify.spec.tla.TlaValue;

/**
 * Values in the Informal Trace Format. Strings and model values look the same there; the names of
 * the model values are given, and a string with such a text is written as {@code {"#string":
 * "text"}}.
 */
final class ItfValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String BIG = "#bigint";
  private static final String SET = "#set";
  private static final String MAP = "#map";
  private static final String TUPLE = "#tup";
  private static final String STRING = "#string";
  private static final String OTHER = "#unserializable";

  private final Set<String> models;

  /** The states of a long trace share equal parts. */
  private final Map<JsonNode, TlaValue> known = new HashMap<>();

  /**
   * @param models the names of the model values
   */
  ItfValues(Set<String> models) {
    this.models = models;
  }

  /** Gives a value as JSON. */
  JsonNode json(TlaValue value) {
    if (value instanceof TlaValue.IntValue integer) {
      return NODES.numberNode(integer.value());
    } else if (value instanceof TlaValue.BigValue big) {
      return NODES.objectNode().put(BIG, big.toString());
    } else if (value instanceof TlaValue.BoolValue bool) {
      return NODES.booleanNode(bool.value());
    } else if (value instanceof TlaValue.ModelValue model) {
      return NODES.textNode(model.name());
    } else if (value instanceof TlaValue.StringValue string) {
      return models.contains(string.value())
          ? NODES.objectNode().put(STRING, string.value())
          : NODES.textNode(string.value());
    } else if (value instanceof TlaValue.TupleValue tuple) {
      return array(tuple.elements());
    } else if (value instanceof TlaValue.SetValue set) {
      return NODES.objectNode().set(SET, array(set.elements()));
    } else if (value instanceof TlaValue.RecordValue fields) {
      ObjectNode result = NODES.objectNode();
      fields.fields().forEach((name, field) -> result.set(name, json(field)));
      return result;
    }
    ArrayNode pairs = NODES.arrayNode();
    ((TlaValue.FunctionValue) value)
        .mappings()
        .forEach((key, at) -> pairs.add(array(List.of(key, at))));
    return NODES.objectNode().set(MAP, pairs);
  }

  private ArrayNode array(List<TlaValue> values) {
    ArrayNode array = NODES.arrayNode();
    values.forEach(value -> array.add(json(value)));
    return array;
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if the JSON is not a value
   */
  TlaValue value(JsonNode node) {
    if (node.isInt()) {
      return TlaValue.of(node.intValue());
    } else if (node.isIntegralNumber()) {
      return TlaValue.of(node.bigIntegerValue());
    } else if (node.isBoolean()) {
      return TlaValue.of(node.booleanValue());
    } else if (node.isTextual()) {
      String text = node.textValue();
      return models.contains(text) ? TlaValue.model(text) : TlaValue.string(text);
    }
    TlaValue value = known.get(node);
    if (value == null) {
      value = composed(node);
      known.put(node, value);
    }
    return value;
  }

  private TlaValue composed(JsonNode node) {
    if (node.isArray()) {
      return TlaValue.tuple(values(node));
    }
    Json.require(node.isObject(), "not a value of TLA+: " + Json.shortened(node));
    if (node.has(STRING)) {
      return TlaValue.string(Json.text(node.get(STRING), STRING));
    } else if (node.has(BIG)) {
      return bigint(node.get(BIG));
    } else if (node.has(TUPLE)) {
      return TlaValue.tuple(values(Json.array(node, TUPLE)));
    } else if (node.has(SET)) {
      return TlaValue.set(values(Json.array(node, SET)));
    } else if (node.has(OTHER)) {
      return TlaValue.model(Json.text(node.get(OTHER), OTHER));
    } else if (node.has(MAP)) {
      return map(Json.array(node, MAP));
    }
    Map<TlaValue, TlaValue> fields = new TreeMap<>();
    node.properties()
        .forEach(
            field -> {
              Json.require(
                  !field.getKey().startsWith("#"), "not a value of ITF: " + Json.shortened(node));
              fields.put(TlaValue.string(field.getKey()), value(field.getValue()));
            });
    return TlaValue.function(fields);
  }

  private TlaValue map(JsonNode pairs) {
    Map<TlaValue, TlaValue> mappings = new TreeMap<>();
    for (JsonNode pair : pairs) {
      JsonNode both = pair.has(TUPLE) ? pair.get(TUPLE) : pair;
      Json.require(
          both.isArray() && both.size() == 2, "not a pair of a #map: " + Json.shortened(pair));
      TlaValue at = value(both.get(1));
      TlaValue other = mappings.put(value(both.get(0)), at);
      Json.require(
          other == null || other.equals(at),
          "a #map has two values for the key " + Json.shortened(both.get(0)));
    }
    return TlaValue.function(mappings);
  }

  private static TlaValue bigint(JsonNode node) {
    String digits = node.asText();
    Json.require(digits.matches("[-+]?[0-9]{1,10000}"), "not a number: " + Json.shortened(node));
    return TlaValue.of(new BigInteger(digits));
  }

  private List<TlaValue> values(JsonNode array) {
    List<TlaValue> values = new ArrayList<>();
    array.forEach(element -> values.add(value(element)));
    return values;
  }
}
