package org.vlsverify.spec.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter.NopIndenter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vlsverify.spec.tla.Operation;

/** Writes traces in the Informal Trace Format, as {@link TraceJson} describes it. */
final class ItfWriter {
  static final int VERSION = 1;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectWriter INLINE = inlineWriter();

  private final Trace trace;
  private final ItfValues values;
  private final Set<String> models = new TreeSet<>();

  private ItfWriter(Trace trace) {
    this.trace = trace;
    for (int i = 0; i < trace.length(); i++) {
      trace.state(i).values().forEach(value -> value.collectModelValues(models));
    }
    trace.steps().forEach(step -> addModelValues(step.operation()));
    trace.constants().values().forEach(value -> value.collectModelValues(models));
    trace.lasso().flatMap(Trace.Lasso::operation).ifPresent(this::addModelValues);
    WitnessJson.values(trace.witness(), value -> value.collectModelValues(models));
    this.values = new ItfValues(models);
  }

  /** Gives the text, with a line break at the end; a file of another tool keeps its content. */
  static String write(Trace trace) {
    ObjectNode root =
        trace.source().flatMap(ForeignSource::itf).orElseGet(() -> new ItfWriter(trace).root());
    StringBuilder out = new StringBuilder();
    writeBroken(root, "", out);
    return out.append('\n').toString();
  }

  private void addModelValues(Operation operation) {
    operation.arguments().values().forEach(value -> value.collectModelValues(models));
  }

  private ObjectNode root() {
    ObjectNode root = NODES.objectNode();
    ObjectNode meta = root.putObject(ItfReader.META);
    meta.put("format", "ITF");
    meta.put("version", VERSION);
    meta.put(ItfReader.MODEL, trace.model());
    meta.put(ItfReader.KIND, trace.problem().kind().name());
    meta.put("property", trace.problem().property());
    ArrayNode names = meta.putArray("modelValues");
    models.forEach(names::add);
    if (!trace.constants().isEmpty()) {
      ObjectNode constants = meta.putObject(ItfReader.CONSTANTS);
      trace.constants().forEach((name, value) -> constants.set(name, values.json(value)));
    }
    trace
        .lasso()
        .flatMap(Trace.Lasso::operation)
        .ifPresent(step -> putOperation(meta.putObject("loopStep"), step));
    WitnessJson.write(trace.witness(), meta, values::json);
    ArrayNode variables = root.putArray("vars");
    trace.initial().keySet().forEach(variables::add);
    ArrayNode states = root.putArray(ItfReader.STATES);
    for (int i = 0; i < trace.length(); i++) {
      ObjectNode state = states.addObject();
      ObjectNode stateMeta = state.putObject(ItfReader.META).put("index", i);
      if (i > 0) {
        Trace.Step step = trace.steps().get(i - 1);
        putOperation(stateMeta, step.operation());
        step.outcome().ifPresent(outcome -> stateMeta.put("outcome", outcome));
      }
      if (!trace.witness().locks().isEmpty()) {
        WitnessJson.write(trace.witness().locks().get(i), stateMeta, values::json);
      }
      trace.state(i).forEach((variable, value) -> state.set(variable, values.json(value)));
    }
    trace.lasso().ifPresent(lasso -> root.put("loop", lasso.start()));
    return root;
  }

  private void putOperation(ObjectNode target, Operation operation) {
    target.put(ItfReader.ACTION, operation.action());
    ObjectNode arguments = target.putObject("arguments");
    operation.arguments().forEach((name, value) -> arguments.set(name, values.json(value)));
  }

  /** One line for each field; of the arrays, only the states are on separate lines. */
  private static void writeBroken(ObjectNode node, String indentation, StringBuilder out) {
    out.append("{");
    String separator = "\n";
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      out.append(separator).append(indentation).append("  ");
      out.append(inline(NODES.textNode(field.getKey()))).append(": ");
      if (field.getKey().equals(ItfReader.STATES) && indentation.isEmpty()) {
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
    return Json.MAPPER.writer(printer);
  }
}
