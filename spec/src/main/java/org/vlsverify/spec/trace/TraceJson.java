package org.vlsverify.spec.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter.NopIndenter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;

/**
 * Traces as JSON in the Informal Trace Format (ITF), which viewers of TLA+ traces open. One line
 * per variable and state, everything in a stable order, so that differences between files are
 * readable.
 *
 * <p>What the format leaves open is in its {@code #meta} objects: the version of what follows, the
 * model, its constants if they are known, what is violated, each state's action with its arguments
 * and perhaps its outcome, the step that closes a lasso, what is at fault, who holds and waits for
 * what in each state, and the names that are model values; a string with the text of a model value
 * is written as <code>{"#string": "text"}</code>. Nothing is lost: reading gives an equal trace.
 *
 * <p>Files of other tools have none of that. They are read with steps called {@value #STEP} and no
 * problem. A number that does not fit into 32 bits, and what the other tool could not serialize,
 * become model values with that text.
 */
public final class TraceJson {
  /** Files with more states are refused. */
  public static final int MOST_STATES = 100_000;

  /** Larger files are refused: what they hold would not fit into memory. */
  static final long MOST_BYTES = 128L << 20;

  /** The operation of a step about which a file says nothing. */
  static final String STEP = "step";

  private static final int VERSION = 1;
  private static final String META = "#meta";
  private static final String SET = "#set";
  private static final String MAP = "#map";
  private static final String STRING = "#string";
  private static final String STATES = "states";
  private static final String KIND = "kind";
  private static final String ACTION = "action";
  private static final String CONSTANTS = "constants";

  /** No value of a specification is nested more deeply, and all can be printed. */
  private static final int DEEPEST = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
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
   * Reads what {@link #write} has written, or a trace of another tool.
   *
   * @param file a file with a trace, not null
   * @return an equal trace
   * @throws BadInputException if there is no such file, or it does not hold a trace that can be
   *     read
   */
  public static Trace read(Path file) {
    String json = text(file);
    try {
      return fromJson(json);
    } catch (JsonProcessingException e) {
      throw new BadInputException("The file " + file + notJson(e, json.stripTrailing()) + ".", e);
    } catch (RuntimeException e) {
      throw new BadInputException(
          "The file " + file + " does not hold a trace: " + oneLine(e) + ".", e);
    }
  }

  private static String notJson(JsonProcessingException e, String json) {
    JsonLocation where = e.getLocation();
    if (e instanceof StreamConstraintsException) {
      return " is nested more deeply than " + DEEPEST + " levels, or has numbers or names too long";
    }
    if (e instanceof JsonEOFException || where != null && where.getCharOffset() >= json.length()) {
      return " is cut off: its JSON has no end";
    }
    return where == null
        ? " is not proper JSON"
        : " is not proper JSON, see line " + where.getLineNr() + ", column " + where.getColumnNr();
  }

  private static String text(Path file) {
    try {
      if (!Files.exists(file)) {
        throw new BadInputException("There is no file " + file + ".");
      }
      if (Files.isDirectory(file)) {
        throw new BadInputException(file + " is a folder, not a file with a trace.");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException(
            "The file %s has %,d bytes; a trace may have %,d."
                .formatted(file, Files.size(file), MOST_BYTES));
      }
      String text = Files.readString(file);
      if (text.isBlank()) {
        throw new BadInputException("The file " + file + " is empty.");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new BadInputException("The file " + file + " is not text in UTF-8.", e);
    } catch (IOException e) {
      throw new BadInputException("The file " + file + " cannot be read.", e);
    }
  }

  private static String oneLine(RuntimeException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
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
    trace.constants().values().forEach(value -> value.collectModelValues(models));
    trace.lasso().flatMap(Trace.Lasso::operation).ifPresent(step -> addModelValues(step, models));
    WitnessJson.values(trace.witness(), value -> value.collectModelValues(models));

    ObjectNode root = NODES.objectNode();
    ObjectNode meta = root.putObject(META);
    meta.put("format", "ITF");
    meta.put("version", VERSION);
    meta.put("model", trace.model());
    meta.put(KIND, trace.problem().kind().name());
    meta.put("property", trace.problem().property());
    ArrayNode names = meta.putArray("modelValues");
    models.forEach(names::add);
    if (!trace.constants().isEmpty()) {
      ObjectNode constants = meta.putObject(CONSTANTS);
      trace.constants().forEach((name, value) -> constants.set(name, node(value, models)));
    }
    trace
        .lasso()
        .flatMap(Trace.Lasso::operation)
        .ifPresent(step -> putOperation(meta.putObject("loopStep"), step, models));
    WitnessJson.write(trace.witness(), meta, value -> node(value, models));
    ArrayNode variables = root.putArray("vars");
    trace.initial().keySet().forEach(variables::add);
    ArrayNode states = root.putArray(STATES);
    for (int i = 0; i < trace.length(); i++) {
      ObjectNode state = states.addObject();
      ObjectNode stateMeta = state.putObject(META).put("index", i);
      if (i > 0) {
        Trace.Step step = trace.steps().get(i - 1);
        putOperation(stateMeta, step.operation(), models);
        step.outcome().ifPresent(outcome -> stateMeta.put("outcome", outcome));
      }
      if (!trace.witness().locks().isEmpty()) {
        WitnessJson.write(trace.witness().locks().get(i), stateMeta, value -> node(value, models));
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
    target.put(ACTION, operation.action());
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
   * @param json what {@link #toJson} has given, or another tool; not null
   * @return an equal trace
   * @throws JsonProcessingException if it is not JSON
   * @throws RuntimeException if it is not a trace; the message says why, without its file
   */
  static Trace fromJson(String json) throws JsonProcessingException {
    JsonNode root = JSON.readTree(json);
    require(root.isObject(), "it is no JSON object");
    JsonNode meta = root.path(META);
    boolean ours = meta.has(KIND);
    if (ours) {
      JsonNode version = meta.path("version");
      require(
          version.isMissingNode() || version.isInt() && version.intValue() == VERSION,
          "its format has version " + version + ", and only version " + VERSION + " can be read");
    }
    Known known = new Known(new TreeSet<>(), new HashMap<>());
    if (ours) {
      array(meta, "modelValues").forEach(name -> known.models().add(text(name, "a model value")));
    }
    List<String> variables = new ArrayList<>();
    if (root.has("params")) {
      array(root, "params").forEach(name -> variables.add(text(name, "a parameter")));
    }
    array(root, "vars").forEach(name -> variables.add(text(name, "a variable")));
    JsonNode stateNodes = array(root, STATES);
    require(!stateNodes.isEmpty(), "it has no states");
    require(
        stateNodes.size() <= MOST_STATES,
        "it has %,d states, and only %,d can be read".formatted(stateNodes.size(), MOST_STATES));
    Map<String, TlaValue> initial = state(stateNodes, 0, variables, known, Map.of());
    List<Trace.Step> steps = new ArrayList<>();
    Map<String, TlaValue> previous = initial;
    for (int i = 1; i < stateNodes.size(); i++) {
      JsonNode node = stateNodes.get(i);
      Map<String, TlaValue> state = state(stateNodes, i, variables, known, previous);
      Operation operation =
          ours || node.path(META).has(ACTION)
              ? operation(field(node, META), known)
              : new Operation(STEP, Map.of());
      steps.add(
          new Trace.Step(
              operation, Optional.ofNullable(node.path(META).path("outcome").textValue()), state));
      previous = state;
    }
    return new Trace(
        ours ? text(field(meta, "model"), "the model") : foreignName(meta),
        ours
            ? new Trace.Problem(kind(field(meta, KIND)), field(meta, "property").textValue())
            : new Trace.Problem(Verdict.OK, null),
        initial,
        steps,
        lasso(root, steps.size(), known),
        ours ? constants(meta.path(CONSTANTS), known) : Map.of(),
        ours ? witness(meta, stateNodes, known) : Witness.NONE);
  }

  private static Witness witness(JsonNode meta, JsonNode states, Known known) {
    List<JsonNode> metas = new ArrayList<>();
    states.forEach(state -> metas.add(state.path(META)));
    return WitnessJson.read(meta, metas, node -> value(node, known));
  }

  private static Map<String, TlaValue> constants(JsonNode node, Known known) {
    require(
        node.isMissingNode() || node.isObject(),
        "its constants are no JSON object: " + shortened(node));
    Map<String, TlaValue> constants = new LinkedHashMap<>();
    node.properties().forEach(e -> constants.put(e.getKey(), value(e.getValue(), known)));
    return constants;
  }

  private static String foreignName(JsonNode meta) {
    String source = meta.path("source").textValue();
    return source == null ? "(of another tool)" : source;
  }

  private static Verdict kind(JsonNode node) {
    for (Verdict verdict : Verdict.values()) {
      if (verdict.name().equals(node.textValue())) {
        return verdict;
      }
    }
    throw new IllegalArgumentException("there is no kind of problem " + node);
  }

  private static Optional<Trace.Lasso> lasso(JsonNode root, int steps, Known known) {
    JsonNode loop = root.path("loop");
    if (loop.isMissingNode()) {
      return Optional.empty();
    }
    require(
        loop.isInt() && loop.intValue() >= 0 && loop.intValue() <= steps,
        "its loop starts at state " + loop + ", which it does not have");
    boolean foreign = !root.path(META).has(KIND);
    Optional<Operation> step =
        Optional.ofNullable(root.path(META).get("loopStep")).map(node -> operation(node, known));
    return Optional.of(
        new Trace.Lasso(
            loop.intValue(), foreign ? Optional.of(new Operation(STEP, Map.of())) : step));
  }

  /**
   * What is known while a trace is read.
   *
   * @param models the names of the model values
   * @param values what has been read, since the states of a long trace are made of few parts; what
   *     is equal becomes the same object
   */
  private record Known(Set<String> models, Map<JsonNode, TlaValue> values) {}

  /** Consecutive states have most in common; what does not change is the same object. */
  private static Map<String, TlaValue> state(
      JsonNode states,
      int index,
      List<String> variables,
      Known known,
      Map<String, TlaValue> previous) {
    JsonNode node = states.get(index);
    require(node.isObject(), "its state " + index + " is no JSON object");
    Map<String, TlaValue> values = new LinkedHashMap<>();
    for (String variable : variables) {
      JsonNode value = node.get(variable);
      require(value != null, "its state " + index + " has no value of the variable " + variable);
      boolean same = index > 0 && value.equals(states.get(index - 1).get(variable));
      values.put(variable, same ? previous.get(variable) : value(value, known));
    }
    node.fieldNames()
        .forEachRemaining(
            name ->
                require(
                    name.equals(META) || values.containsKey(name),
                    "its state " + index + " has the unknown variable " + name));
    return values;
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new IllegalArgumentException(complaint);
    }
  }

  private static JsonNode field(JsonNode node, String name) {
    require(node.has(name), "the field \"" + name + "\" is missing");
    return node.get(name);
  }

  private static JsonNode array(JsonNode node, String name) {
    require(field(node, name).isArray(), "the field \"" + name + "\" is no JSON array");
    return node.get(name);
  }

  private static String text(JsonNode node, String what) {
    require(node.isTextual(), what + " should be a string, not " + shortened(node));
    return node.textValue();
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }

  private static Operation operation(JsonNode node, Known known) {
    Map<String, TlaValue> arguments = new LinkedHashMap<>();
    field(node, "arguments")
        .properties()
        .forEach(argument -> arguments.put(argument.getKey(), value(argument.getValue(), known)));
    return new Operation(text(field(node, ACTION), "an action"), arguments);
  }

  private static TlaValue value(JsonNode node, Known known) {
    if (node.isInt()) {
      return TlaValue.of(node.intValue());
    } else if (node.isIntegralNumber()) {
      return number(node.bigIntegerValue());
    } else if (node.isBoolean()) {
      return TlaValue.of(node.booleanValue());
    } else if (node.isTextual()) {
      String text = node.textValue();
      return known.models().contains(text) ? TlaValue.model(text) : TlaValue.string(text);
    }
    TlaValue value = known.values().get(node);
    if (value == null) {
      value = composed(node, known);
      known.values().put(node, value);
    }
    return value;
  }

  private static TlaValue composed(JsonNode node, Known known) {
    if (node.isArray()) {
      return TlaValue.tuple(values(node, known));
    }
    require(node.isObject(), "no value of TLA+: " + shortened(node));
    if (node.has(STRING)) {
      return TlaValue.string(text(node.get(STRING), STRING));
    } else if (node.has("#bigint")) {
      return bigint(text(node.get("#bigint"), "#bigint"));
    } else if (node.has("#tup")) {
      return TlaValue.tuple(values(array(node, "#tup"), known));
    } else if (node.has(SET)) {
      return TlaValue.set(values(array(node, SET), known));
    } else if (node.has("#unserializable")) {
      return TlaValue.model(text(node.get("#unserializable"), "#unserializable"));
    } else if (node.has(MAP)) {
      Map<TlaValue, TlaValue> mappings = new TreeMap<>();
      for (JsonNode pair : array(node, MAP)) {
        JsonNode both = pair.has("#tup") ? pair.get("#tup") : pair;
        require(both.size() == 2 && both.isArray(), "no pair of a #map: " + shortened(pair));
        mappings.put(value(both.get(0), known), value(both.get(1), known));
      }
      return TlaValue.function(mappings);
    }
    Map<TlaValue, TlaValue> fields = new TreeMap<>();
    node.properties()
        .forEach(
            field -> {
              require(!field.getKey().startsWith("#"), "no value of ITF: " + shortened(node));
              fields.put(TlaValue.string(field.getKey()), value(field.getValue(), known));
            });
    return TlaValue.function(fields);
  }

  private static TlaValue bigint(String digits) {
    require(digits.matches("-?[0-9]{1,1000}"), "no number: " + digits);
    return number(new BigInteger(digits));
  }

  private static TlaValue number(BigInteger number) {
    return number.bitLength() < Integer.SIZE
        ? TlaValue.of(number.intValue())
        : TlaValue.model(number.toString());
  }

  private static List<TlaValue> values(JsonNode array, Known known) {
    List<TlaValue> values = new ArrayList<>();
    array.forEach(element -> values.add(value(element, known)));
    return values;
  }
}
