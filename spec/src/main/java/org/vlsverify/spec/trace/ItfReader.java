package org.vlsverify.spec.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;

/**
 * Reads the Informal Trace Format: the output of {@link ItfWriter}, and the files of other tools,
 * as described in ADR-015 of Apalache and as written by Apalache, Quint and their libraries.
 * Optional fields may be null; parameters may be only in the first state; and variables may be
 * missing in the list.
 */
final class ItfReader {
  static final String META = "#meta";
  static final String STATES = "states";
  static final String MODEL = "model";
  static final String KIND = "kind";
  static final String ACTION = "action";
  static final String CONSTANTS = "constants";

  private final ObjectNode root;
  private final JsonNode meta;
  private final boolean ours;
  private final ItfValues values;
  private final JsonNode states;

  /** Variables of each state; the others keep their values. */
  private final Set<String> variables = new LinkedHashSet<>();

  /** All of the initial state, in their order. */
  private final Set<String> all = new LinkedHashSet<>();

  private ItfReader(ObjectNode root) {
    this.root = root;
    this.meta = root.path(META);
    this.ours = meta.has(KIND) && meta.has(MODEL);
    if (ours) {
      JsonNode version = meta.path("version");
      Json.require(
          version.isMissingNode() || version.isInt() && version.intValue() == ItfWriter.VERSION,
          "its format has version "
              + version
              + ", and only version "
              + ItfWriter.VERSION
              + " can be read");
    }
    Set<String> models = new TreeSet<>();
    if (ours) {
      Json.array(meta, "modelValues").forEach(name -> models.add(Json.text(name, "a model value")));
    }
    this.values = new ItfValues(models);
    if (!root.path("params").isMissingNode() && !root.path("params").isNull()) {
      Json.array(root, "params").forEach(name -> all.add(Json.text(name, "a parameter")));
    }
    // Without the list, the first state has all of them.
    if (root.has("vars") || !root.has(STATES)) {
      Json.array(root, "vars").forEach(name -> variables.add(Json.text(name, "a variable")));
    }
    this.states = Json.array(root, STATES);
    Json.require(!states.isEmpty(), "it has no states");
    Json.require(
        states.size() <= TraceJson.MOST_STATES,
        "it has %,d states, and only %,d can be read"
            .formatted(states.size(), TraceJson.MOST_STATES));
    variables.removeAll(all);
    all.addAll(variables);
    states
        .get(0)
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals(META)) {
                all.add(name);
              }
            });
  }

  /**
   * Reads a trace.
   *
   * @throws IllegalArgumentException if it is not a trace
   */
  static Trace read(JsonNode root) {
    Json.require(root.isObject(), "it is not a JSON object");
    return new ItfReader((ObjectNode) root).trace();
  }

  private Trace trace() {
    List<Map<String, TlaValue>> read = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      read.add(state(i, i == 0 ? Map.of() : read.get(i - 1)));
    }
    List<Trace.Step> steps = new ArrayList<>();
    for (int i = 1; i < states.size(); i++) {
      JsonNode said = states.get(i).path(META);
      steps.add(
          new Trace.Step(
              ours
                  ? operation(Json.field(states.get(i), META))
                  : StepNames.of(said, read.get(i), values),
              Optional.ofNullable(said.path("outcome").textValue()),
              read.get(i)));
    }
    Optional<Trace.Lasso> lasso = lasso(steps);
    if (ours) {
      return new Trace(
          Json.text(meta.get(MODEL), "the model"),
          new Trace.Problem(kind(meta.get(KIND)), Json.field(meta, "property").textValue()),
          read.get(0),
          steps,
          lasso,
          constants(),
          Optional.empty(),
          witness());
    }
    Trace foreign =
        new Trace(
            foreignName(),
            new Trace.Problem(ForeignSource.verdict(meta), null),
            read.get(0),
            steps,
            lasso,
            Map.of(),
            Optional.of(ForeignSource.of(root)),
            Witness.NONE);
    return TemporalEncoding.decoded(foreign);
  }

  /** Consecutive states share the objects of unchanged values. */
  private Map<String, TlaValue> state(int index, Map<String, TlaValue> previous) {
    JsonNode node = states.get(index);
    String which = "its state " + (index + 1);
    Json.require(node.isObject(), which + " is not a JSON object");
    Map<String, TlaValue> state = new LinkedHashMap<>();
    for (String variable : all) {
      JsonNode value = node.get(variable);
      boolean kept = value == null && index > 0 && !variables.contains(variable);
      Json.require(kept || value != null, which + " has no value of the variable " + variable);
      boolean same = kept || index > 0 && value.equals(states.get(index - 1).get(variable));
      state.put(variable, same ? previous.get(variable) : values.value(value));
    }
    node.fieldNames()
        .forEachRemaining(
            name ->
                Json.require(
                    name.equals(META) || all.contains(name),
                    which + " has the variable " + name + ", which its first state does not have"));
    return state;
  }

  private Map<String, TlaValue> constants() {
    JsonNode node = meta.path(CONSTANTS);
    Json.require(
        node.isMissingNode() || node.isObject(),
        "its constants are not a JSON object: " + Json.shortened(node));
    Map<String, TlaValue> constants = new LinkedHashMap<>();
    node.properties().forEach(e -> constants.put(e.getKey(), values.value(e.getValue())));
    return constants;
  }

  private Witness witness() {
    List<JsonNode> metas = new ArrayList<>();
    states.forEach(state -> metas.add(state.path(META)));
    return WitnessJson.read(meta, metas, values::value);
  }

  private String foreignName() {
    String source = meta.path("source").textValue();
    return source == null ? "(of another tool)" : source;
  }

  private static Verdict kind(JsonNode node) {
    for (Verdict verdict : Verdict.values()) {
      if (verdict.name().equals(node.textValue())) {
        return verdict;
      }
    }
    throw new IllegalArgumentException("unknown kind of problem " + node);
  }

  private Optional<Trace.Lasso> lasso(List<Trace.Step> steps) {
    JsonNode loop = root.path("loop");
    if (loop.isMissingNode() || loop.isNull()) {
      return Optional.empty();
    }
    Json.require(
        loop.isIntegralNumber()
            && loop.canConvertToInt()
            && loop.intValue() >= 0
            && loop.intValue() <= steps.size(),
        "its loop starts at index " + loop + ", which is no state");
    int start = loop.intValue();
    if (ours) {
      return Optional.of(
          new Trace.Lasso(start, Optional.ofNullable(meta.get("loopStep")).map(this::operation)));
    }
    // A state names only the step that leads to it; the first state of the loop has two.
    return Optional.of(new Trace.Lasso(start, Optional.of(StepNames.UNNAMED)));
  }

  private Operation operation(JsonNode node) {
    Map<String, TlaValue> arguments = new LinkedHashMap<>();
    Json.field(node, "arguments")
        .properties()
        .forEach(argument -> arguments.put(argument.getKey(), values.value(argument.getValue())));
    return new Operation(Json.text(Json.field(node, ACTION), "an action"), arguments);
  }
}
