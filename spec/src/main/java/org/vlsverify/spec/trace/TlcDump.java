package org.vlsverify.spec.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;

/**
 * The JSON that TLC writes with {@code -dumpTrace json}: numbered states, and steps as triples of a
 * state, an action and a state; or only a list of states, as specifications write with the module
 * Json. It does not distinguish sets from sequences, nor strings from model values.
 */
final class TlcDump {
  private static final String STATES = "state";
  private static final String STEPS = "action";
  private static final String WHOLE = "counterexample";

  private final ItfValues values = new ItfValues(Set.of());
  private final JsonNode root;

  private TlcDump(JsonNode root) {
    this.root = root;
  }

  /** Whether JSON may be such a dump. */
  static boolean looksLike(JsonNode root) {
    return root.isArray() && root.size() > 0 && root.get(0).isObject()
        || root.path(WHOLE).isObject()
        || root.path(STATES).isArray();
  }

  /**
   * Reads a trace.
   *
   * @throws IllegalArgumentException if it is not a trace
   */
  static Trace read(JsonNode root) {
    return new TlcDump(root).trace();
  }

  private Trace trace() {
    JsonNode dump = root.has(WHOLE) ? root.get(WHOLE) : root;
    Map<Integer, Map<String, TlaValue>> states = new TreeMap<>();
    for (JsonNode node : dump.isArray() ? dump : Json.array(dump, STATES)) {
      int number = node.isArray() ? node.path(0).asInt() : states.size() + 1;
      states.put(number, state(node.isArray() ? node.path(1) : node));
    }
    Json.require(!states.isEmpty(), "it has no states");
    List<Integer> numbers = List.copyOf(states.keySet());
    Map<Integer, Operation> into = new TreeMap<>();
    Optional<Trace.Lasso> lasso = Optional.empty();
    for (JsonNode step : dump.path(STEPS)) {
      int source = step.path(0).path(0).asInt();
      int target = step.path(2).path(0).asInt();
      if (target > source) {
        into.put(target, operation(step.path(1)));
      } else if (states.containsKey(target)) {
        boolean stutters = target == source && !step.path(1).path("location").has("module");
        lasso =
            Optional.of(
                new Trace.Lasso(
                    numbers.indexOf(target),
                    stutters ? Optional.empty() : Optional.of(operation(step.path(1)))));
      }
    }
    List<Trace.Step> steps = new ArrayList<>();
    for (int number : numbers.subList(1, numbers.size())) {
      steps.add(new Trace.Step(into.getOrDefault(number, StepNames.UNNAMED), states.get(number)));
    }
    Verdict kind =
        lasso.isPresent()
            ? Verdict.LIVENESS
            : root.has(WHOLE) ? Verdict.VIOLATION : Verdict.NOT_SAID;
    return new Trace(
        model(dump), new Trace.Problem(kind, null), states.get(numbers.get(0)), steps, lasso);
  }

  private static String model(JsonNode dump) {
    return dump.path(STEPS).path(0).path(1).path("location").path("module").asText("(of TLC)");
  }

  private Map<String, TlaValue> state(JsonNode node) {
    Json.require(node.isObject(), "a state of it is not a JSON object: " + Json.shortened(node));
    Map<String, TlaValue> state = new LinkedHashMap<>();
    node.properties().forEach(field -> state.put(field.getKey(), value(field.getValue())));
    return state;
  }

  private TlaValue value(JsonNode node) {
    return node.isNull() ? TlaValue.model("null") : values.value(node);
  }

  /** The context has the values of all bound variables, parameters included. */
  private Operation operation(JsonNode action) {
    Map<String, TlaValue> arguments = new LinkedHashMap<>();
    JsonNode bound =
        action.path("context").isObject() ? action.path("context") : action.path("parameter");
    List<String> names = new ArrayList<>();
    action.path("parameters").forEach(name -> names.add(name.asText()));
    bound
        .properties()
        .forEach(
            field -> {
              if (names.isEmpty() || names.contains(field.getKey())) {
                arguments.put(field.getKey(), value(field.getValue()));
              }
            });
    String name = action.path("name").asText("");
    return name.isEmpty() ? StepNames.UNNAMED : new Operation(name, arguments);
  }
}
