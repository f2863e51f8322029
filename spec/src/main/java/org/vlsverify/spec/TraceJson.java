package org.vlsverify.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter.NopIndenter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Traces as JSON in the Informal Trace Format (ITF), which viewers of TLA+ traces open. One line
 * per variable and state, everything in a stable order, so that differences between files are
 * readable.
 *
 * <p>What the format leaves open is in its {@code #meta} objects: the model, what is violated, each
 * state's action with its arguments, the step that closes a lasso, and the names that are model
 * values; a string with the text of a model value is written as <code>{"#string": "text"}</code>.
 * Nothing is lost: reading gives an equal trace.
 */
public final class TraceJson {
  private static final String META = "#meta";
  private static final String SET = "#set";
  private static final String MAP = "#map";
  private static final String STRING = "#string";
  private static final String STATES = "states";

  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JSON.getNodeFactory();
  private static final ObjectWriter INLINE = inlineWriter();

  private TraceJson() {}

  /**
   * Writes a trace to a file, with its directory.
   *
   * @param trace a trace, not null
   * @param file the file to create or replace, not null
   * @throws UncheckedIOException if that is not possible
   */
  public static void write(Trace trace, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, toJson(trace));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @param file a file with a trace, not null
   * @return an equal trace
   * @throws BadInputException if there is no such file, or it does not hold a trace
   */
  public static Trace read(Path file) {
    String json;
    try {
      json = Files.readString(file);
    } catch (IOException e) {
      throw new BadInputException("The trace " + file + " cannot be read.", e);
    }
    try {
      return fromJson(json);
    } catch (JsonProcessingException | RuntimeException e) {
      throw new BadInputException("The file " + file + " does not hold a trace.", e);
    }
  }

  /**
   * @param trace a trace, not null
   * @return its JSON, with a line break at the end
   */
  public static String toJson(Trace trace) {
    Set<String> models = new TreeSet<>();
    for (int i = 0; i < trace.length(); i++) {
      trace.state(i).values().forEach(value -> value.collectModelValues(models));
    }
    trace.steps().forEach(step -> addModelValues(step.operation(), models));
    trace.lasso().flatMap(Trace.Lasso::operation).ifPresent(step -> addModelValues(step, models));

    ObjectNode root = NODES.objectNode();
    ObjectNode meta = root.putObject(META);
    meta.put("format", "ITF");
    meta.put("model", trace.model());
    meta.put("kind", trace.problem().kind().name());
    meta.put("property", trace.problem().property());
    ArrayNode names = meta.putArray("modelValues");
    models.forEach(names::add);
    trace
        .lasso()
        .flatMap(Trace.Lasso::operation)
        .ifPresent(step -> putOperation(meta.putObject("loopStep"), step, models));
    ArrayNode variables = root.putArray("vars");
    trace.initial().keySet().forEach(variables::add);
    ArrayNode states = root.putArray(STATES);
    for (int i = 0; i < trace.length(); i++) {
      ObjectNode state = states.addObject();
      ObjectNode stateMeta = state.putObject(META).put("index", i);
      if (i > 0) {
        putOperation(stateMeta, trace.steps().get(i - 1).operation(), models);
      }
      trace.state(i).forEach((variable, value) -> state.set(variable, node(value, models)));
    }
    trace.lasso().ifPresent(lasso -> root.put("loop", lasso.start()));
    StringBuilder out = new StringBuilder();
    writeBroken(root, "", out);
    return out.append('\n').toString();
  }

  /** Gives each field a line of its own; among arrays, only that of the states is broken down. */
  private static void writeBroken(ObjectNode node, String indentation, StringBuilder out) {
    out.append("{");
    String separator = "\n";
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      out.append(separator).append(indentation).append("  ");
      out.append(inline(NODES.textNode(field.getKey()))).append(": ");
      if (field.getKey().equals(STATES) && indentation.isEmpty()) {
        String bracket = "[";
        for (JsonNode state : field.getValue()) {
          out.append(bracket).append("\n    ");
          writeBroken((ObjectNode) state, "    ", out);
          bracket = ",";
        }
        out.append("\n  ]");
      } else {
        out.append(inline(field.getValue()));
      }
      separator = ",\n";
    }
    out.append("\n").append(indentation).append("}");
  }

  private static String inline(JsonNode node) {
    try {
      return INLINE.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectWriter inlineWriter() {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Spacing.AFTER)
                .withObjectEntrySpacing(Spacing.AFTER)
                .withArrayValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(NopIndenter.instance);
    printer.indentArraysWith(NopIndenter.instance);
    return JSON.writer(printer);
  }

  private static void addModelValues(Operation operation, Set<String> names) {
    operation.arguments().values().forEach(value -> value.collectModelValues(names));
  }

  private static void putOperation(ObjectNode target, Operation operation, Set<String> models) {
    target.put("action", operation.action());
    ObjectNode arguments = target.putObject("arguments");
    operation.arguments().forEach((name, value) -> arguments.set(name, node(value, models)));
  }

  private static JsonNode node(TlaValue value, Set<String> models) {
    if (value instanceof TlaValue.IntValue integer) {
      return NODES.numberNode(integer.value());
    } else if (value instanceof TlaValue.BoolValue bool) {
      return NODES.booleanNode(bool.value());
    } else if (value instanceof TlaValue.ModelValue model) {
      return NODES.textNode(model.name());
    } else if (value instanceof TlaValue.StringValue string) {
      return models.contains(string.value())
          ? NODES.objectNode().put(STRING, string.value())
          : NODES.textNode(string.value());
    } else if (value instanceof TlaValue.TupleValue tuple) {
      return array(tuple.elements(), models);
    } else if (value instanceof TlaValue.SetValue set) {
      return NODES.objectNode().set(SET, array(set.elements(), models));
    } else if (value instanceof TlaValue.RecordValue fields) {
      ObjectNode result = NODES.objectNode();
      fields.fields().forEach((name, field) -> result.set(name, node(field, models)));
      return result;
    }
    ArrayNode pairs = NODES.arrayNode();
    ((TlaValue.FunctionValue) value)
        .mappings()
        .forEach((key, at) -> pairs.add(array(List.of(key, at), models)));
    return NODES.objectNode().set(MAP, pairs);
  }

  private static ArrayNode array(List<TlaValue> values, Set<String> models) {
    ArrayNode array = NODES.arrayNode();
    values.forEach(value -> array.add(node(value, models)));
    return array;
  }

  /**
   * @param json what {@link #toJson} has given, not null
   * @return an equal trace
   * @throws JsonProcessingException if it is not JSON
   * @throws RuntimeException if it is not a trace
   */
  static Trace fromJson(String json) throws JsonProcessingException {
    JsonNode root = JSON.readTree(json);
    JsonNode meta = root.required(META);
    Set<String> models = new TreeSet<>();
    meta.required("modelValues").forEach(name -> models.add(name.textValue()));
    List<Map<String, TlaValue>> states = new ArrayList<>();
    List<Trace.Step> steps = new ArrayList<>();
    for (JsonNode state : root.required(STATES)) {
      Map<String, TlaValue> values = new LinkedHashMap<>();
      for (JsonNode variable : root.required("vars")) {
        String name = variable.textValue();
        values.put(name, value(state.required(name), models));
      }
      if (!states.isEmpty()) {
        steps.add(new Trace.Step(operation(state.required(META), models), values));
      }
      states.add(values);
    }
    Optional<Trace.Lasso> lasso = Optional.empty();
    if (root.has("loop")) {
      Optional<Operation> step =
          Optional.ofNullable(meta.get("loopStep")).map(node -> operation(node, models));
      lasso = Optional.of(new Trace.Lasso(root.get("loop").intValue(), step));
    }
    return new Trace(
        meta.required("model").textValue(),
        new Trace.Problem(
            Verdict.valueOf(meta.required("kind").textValue()),
            meta.required("property").textValue()),
        states.get(0),
        steps,
        lasso);
  }

  private static Operation operation(JsonNode node, Set<String> models) {
    Map<String, TlaValue> arguments = new LinkedHashMap<>();
    node.required("arguments")
        .properties()
        .forEach(argument -> arguments.put(argument.getKey(), value(argument.getValue(), models)));
    return new Operation(node.required("action").textValue(), arguments);
  }

  private static TlaValue value(JsonNode node, Set<String> models) {
    if (node.isInt()) {
      return TlaValue.of(node.intValue());
    } else if (node.isBoolean()) {
      return TlaValue.of(node.booleanValue());
    } else if (node.isTextual()) {
      String text = node.textValue();
      return models.contains(text) ? TlaValue.model(text) : TlaValue.string(text);
    } else if (node.isArray()) {
      return TlaValue.tuple(values(node, models));
    } else if (node.has(STRING)) {
      return TlaValue.string(node.get(STRING).textValue());
    } else if (node.has(SET)) {
      return TlaValue.set(values(node.get(SET), models));
    } else if (node.has(MAP)) {
      Map<TlaValue, TlaValue> mappings = new TreeMap<>();
      for (JsonNode pair : node.get(MAP)) {
        mappings.put(value(pair.required(0), models), value(pair.required(1), models));
      }
      return TlaValue.function(mappings);
    }
    Map<String, TlaValue> fields = new TreeMap<>();
    node.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue(), models)));
    return TlaValue.record(fields);
  }

  private static List<TlaValue> values(JsonNode array, Set<String> models) {
    List<TlaValue> values = new ArrayList<>();
    array.forEach(element -> values.add(value(element, models)));
    return values;
  }
}
