package org.vlsverify.spec.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Witness.Fault;
import org.vlsverify.spec.trace.Witness.Hold;
import org.vlsverify.spec.trace.Witness.Locks;
import org.vlsverify.spec.trace.Witness.Refinement;
import org.vlsverify.spec.trace.Witness.Term;
import org.vlsverify.spec.trace.Witness.Wait;

/** The witness of a trace in the {@code #meta} objects of its JSON. */
final class WitnessJson {
  private static final String FAULTS = "faults";
  private static final String REFINEMENT = "refinement";
  private static final String HOLDS = "holds";
  private static final String WAITS = "waits";
  private static final String WRITE = "write";
  private static final String READ = "read";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private WitnessJson() {}

  /** All values of a witness, one after the other. */
  static void values(Witness witness, Consumer<TlaValue> each) {
    Consumer<Term> ofTerm =
        term -> {
          term.path().forEach(each);
          term.values().forEach(each);
        };
    witness
        .faults()
        .forEach(
            fault -> {
              fault.bound().values().forEach(each);
              fault.terms().forEach(ofTerm);
              fault.wanted().ifPresent(each);
            });
    witness.refinement().ifPresent(refinement -> refinement.changes().forEach(ofTerm));
    for (Locks locks : witness.locks()) {
      locks.holds().forEach(hold -> List.of(hold.lock(), hold.thread()).forEach(each));
      locks.waits().forEach(wait -> List.of(wait.thread(), wait.whom(), wait.what()).forEach(each));
    }
  }

  /** Writes the part for the whole trace. */
  static void write(Witness witness, ObjectNode meta, Function<TlaValue, JsonNode> node) {
    if (!witness.faults().isEmpty()) {
      ArrayNode faults = meta.putArray(FAULTS);
      for (Fault fault : witness.faults()) {
        ObjectNode object = faults.addObject();
        ObjectNode bound = object.putObject("bound");
        fault.bound().forEach((name, value) -> bound.set(name, node.apply(value)));
        object.put("formula", fault.formula());
        object.set("terms", terms(fault.terms(), node));
        fault.wanted().ifPresent(value -> object.set("wanted", node.apply(value)));
      }
    }
    witness
        .refinement()
        .ifPresent(
            refinement -> {
              ObjectNode object = meta.putObject(REFINEMENT);
              object.put("module", refinement.module());
              refinement.nearest().ifPresent(action -> object.put("nearest", action));
              object.set("changes", terms(refinement.changes(), node));
            });
  }

  private static ArrayNode terms(List<Term> terms, Function<TlaValue, JsonNode> node) {
    ArrayNode array = NODES.arrayNode();
    for (Term term : terms) {
      ObjectNode object = array.addObject();
      object.put("text", term.text());
      object.set("path", values(term.path(), node));
      object.set("values", values(term.values(), node));
    }
    return array;
  }

  private static ArrayNode values(List<TlaValue> values, Function<TlaValue, JsonNode> node) {
    ArrayNode array = NODES.arrayNode();
    values.forEach(value -> array.add(node.apply(value)));
    return array;
  }

  /** Writes the part for one state. */
  static void write(Locks locks, ObjectNode meta, Function<TlaValue, JsonNode> node) {
    ArrayNode holds = meta.putArray(HOLDS);
    for (Hold hold : locks.holds()) {
      holds.add(
          values(List.of(hold.lock(), hold.thread()), node).add(hold.toWrite() ? WRITE : READ));
    }
    ArrayNode waits = meta.putArray(WAITS);
    for (Wait wait : locks.waits()) {
      waits.add(values(List.of(wait.thread(), wait.whom(), wait.what()), node));
    }
  }

  /**
   * @param meta of the trace
   * @param states with the {@code #meta} of each state
   * @param value decodes a node
   * @throws IllegalArgumentException if it is not the output of {@link #write}
   */
  static Witness read(JsonNode meta, List<JsonNode> states, Function<JsonNode, TlaValue> value) {
    List<Fault> faults = new ArrayList<>();
    for (JsonNode fault : meta.path(FAULTS)) {
      Map<String, TlaValue> bound = new LinkedHashMap<>();
      fault
          .path("bound")
          .properties()
          .forEach(entry -> bound.put(entry.getKey(), value.apply(entry.getValue())));
      faults.add(
          new Fault(
              bound,
              text(fault, "formula"),
              terms(fault.path("terms"), value),
              Optional.ofNullable(fault.get("wanted")).map(value)));
    }
    Optional<Refinement> refinement =
        Optional.ofNullable(meta.get(REFINEMENT))
            .map(
                node ->
                    new Refinement(
                        text(node, "module"),
                        Optional.ofNullable(node.path("nearest").textValue()),
                        terms(node.path("changes"), value)));
    List<Locks> locks =
        states.stream().allMatch(state -> state.has(WAITS))
            ? states.stream().map(state -> locks(state, value)).toList()
            : List.of();
    return new Witness(faults, refinement, locks);
  }

  private static Locks locks(JsonNode state, Function<JsonNode, TlaValue> value) {
    List<Hold> holds = new ArrayList<>();
    for (JsonNode hold : state.path(HOLDS)) {
      require(hold.isArray() && hold.size() == 3, HOLDS, hold);
      holds.add(
          new Hold(
              value.apply(hold.get(0)),
              value.apply(hold.get(1)),
              WRITE.equals(hold.get(2).textValue())));
    }
    List<Wait> waits = new ArrayList<>();
    for (JsonNode wait : state.path(WAITS)) {
      require(wait.isArray() && wait.size() == 3, WAITS, wait);
      waits.add(
          new Wait(value.apply(wait.get(0)), value.apply(wait.get(1)), value.apply(wait.get(2))));
    }
    return new Locks(holds, waits);
  }

  private static List<Term> terms(JsonNode array, Function<JsonNode, TlaValue> value) {
    List<Term> terms = new ArrayList<>();
    for (JsonNode term : array) {
      List<TlaValue> values = values(term.path("values"), value);
      require(!values.isEmpty(), "a term", term);
      terms.add(new Term(text(term, "text"), values(term.path("path"), value), values));
    }
    return terms;
  }

  private static List<TlaValue> values(JsonNode array, Function<JsonNode, TlaValue> value) {
    List<TlaValue> values = new ArrayList<>();
    array.forEach(node -> values.add(value.apply(node)));
    return values;
  }

  private static String text(JsonNode node, String name) {
    require(node.path(name).isTextual(), "\"" + name + "\"", node);
    return node.get(name).textValue();
  }

  private static void require(boolean condition, String what, JsonNode node) {
    if (!condition) {
      throw new IllegalArgumentException("the witness is malformed: " + what + " in " + node);
    }
  }
}
