package org.vlsverify.spec.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.StateDifference;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.AtFault;
import org.vlsverify.spec.trace.Narrator;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TracePrinter;
import org.vlsverify.spec.trace.Witness.Hold;
import org.vlsverify.spec.trace.Witness.Wait;

/**
 * The data of a page. It has each value and each text once, and refers to them by index. So a long
 * trace stays small, and two values are equal if and only if their indices are.
 */
final class TraceData {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Effects of a step on other threads; the page itself shows the actor. */
  private static final Pattern OTHERS = Pattern.compile("^\\((is killed|ends|starts|goes on)\\)$");

  /** Also with the line of a recorded run. */
  private static final Pattern BEGINS = Pattern.compile(": begin( \\(line \\d+\\))?$");

  private final Trace trace;
  private final Narrator narrator;
  private final Map<TlaValue, Integer> valueIndices = new HashMap<>();
  private final ArrayNode values = NODES.arrayNode();
  private final Map<String, Integer> textIndices = new LinkedHashMap<>();
  private final ArrayNode texts = NODES.arrayNode();

  private final Map<ArrayNode, Integer> listIndices = new HashMap<>();
  private final ArrayNode lists = NODES.arrayNode();

  private TraceData(Trace trace) {
    this.trace = trace;
    this.narrator = Narrator.of(trace);
  }

  /** The trace with the words for its steps, its locks, and the faults at its end. */
  static ObjectNode of(Trace trace) {
    return new TraceData(trace).data();
  }

  private ObjectNode data() {
    ObjectNode root = NODES.objectNode();
    root.put("model", trace.model());
    root.put("kind", trace.problem().kind().name());
    root.put("property", trace.problem().property());
    root.put("sentence", trace.problem().sentence());
    root.put("wrong", trace.problem().isKnown());
    root.put("said", TracePrinter.said(trace).orElse(""));
    root.set("values", values);
    root.set("texts", texts);
    ArrayNode variables = root.putArray("variables");
    trace.initial().keySet().forEach(variables::add);
    ArrayNode states = root.putArray("states");
    ArrayNode steps = root.putArray("steps");
    ArrayNode changes = root.putArray("changes");
    root.set("lists", lists);
    ArrayNode holds = root.putArray("holds");
    ArrayNode waits = root.putArray("waits");
    boolean threads = narrator.tellsThreads(trace);
    SortedSet<String> lanes = new TreeSet<>();
    for (int i = 0; i < trace.length(); i++) {
      ArrayNode state = states.addArray();
      trace.state(i).values().forEach(value -> state.add(index(value)));
      holds.add(index(holds(i)));
      waits.add(index(waits(i)));
      if (i > 0) {
        steps.add(step(trace.steps().get(i - 1).operation(), i, threads, lanes));
        changes.add(index(changes(trace.state(i - 1), trace.state(i))));
      }
    }
    root.set("faults", faults());
    ArrayNode laneNames = root.putArray("lanes");
    lanes.forEach(laneNames::add);
    trace
        .lasso()
        .ifPresent(
            lasso -> {
              ObjectNode loop = root.putObject("lasso");
              loop.put("start", lasso.start());
              lasso.operation().ifPresent(operation -> loop.put("operation", words(operation)));
            });
    return root;
  }

  /** Lock, thread, and whether to write; and so on. */
  private ArrayNode holds(int state) {
    ArrayNode list = NODES.arrayNode();
    for (Hold hold : narrator.locks(trace, state).holds()) {
      list.add(index(narrator.lock(hold.lock())))
          .add(index(narrator.thread(hold.thread())))
          .add(hold.toWrite());
    }
    return list;
  }

  /** Waiting thread, blocking thread, reason; and so on. */
  private ArrayNode waits(int state) {
    ArrayNode list = NODES.arrayNode();
    for (Wait wait : narrator.locks(trace, state).waits()) {
      String whom = narrator.thread(wait.whom());
      list.add(index(narrator.thread(wait.thread())))
          .add(index(whom))
          .add(index(narrator.what(trace, state, wait).orElse(whom)));
    }
    return list;
  }

  /** Path, before, after, and whether it is about an element; and so on. */
  private ArrayNode changes(Map<String, TlaValue> before, Map<String, TlaValue> after) {
    ArrayNode list = NODES.arrayNode();
    for (StateDifference.Change change : StateDifference.changes(before, after, Set.of())) {
      list.add(index(change.path())).add(index(change.before())).add(index(change.after()));
      list.add(change.isOfElement());
    }
    return list;
  }

  /** Path and words, each; the page itself describes the waits. */
  private ArrayNode faults() {
    ArrayNode faults = NODES.arrayNode();
    if (!trace.problem().isKnown() || trace.problem().kind() == Verdict.VIOLATION) {
      // The fault is unknown.
      return faults;
    }
    AtFault.parts(trace)
        .forEach((path, words) -> faults.addArray().add(String.join("/", path)).add(words));
    return faults;
  }

  /** The operation, and then lane and words, lane and words. */
  private ArrayNode step(Operation operation, int after, boolean threads, SortedSet<String> lanes) {
    ArrayNode step = NODES.arrayNode().add(index(words(operation)));
    Map<String, String> moves = new LinkedHashMap<>();
    if (threads) {
      moves.putAll(narrator.moves(trace, operation, after - 1, after));
      moves.replaceAll(
          (thread, words) -> OTHERS.matcher(words).replaceAll("$1") + takes(thread, words, after));
    }
    if (moves.isEmpty()) {
      moves.put(lane(operation), inLane(operation));
    }
    lanes.addAll(moves.keySet());
    moves.forEach((lane, words) -> step.add(index(lane)).add(index(words)));
    return step;
  }

  /**
   * Many operations take their first lock in their first step, and its name does not mention it.
   */
  private String takes(String thread, String words, int after) {
    if (!BEGINS.matcher(words).find()) {
      return "";
    }
    List<Hold> before = narrator.locks(trace, after - 1).holds();
    String taken =
        narrator.locks(trace, after).holds().stream()
            .filter(hold -> narrator.thread(hold.thread()).equals(thread) && !before.contains(hold))
            .map(hold -> narrator.lock(hold.lock()))
            .collect(Collectors.joining(" and "));
    return taken.isEmpty() ? "" : ", takes " + taken;
  }

  /** The first argument is the actor, if there is one. */
  private static String lane(Operation operation) {
    return operation.arguments().values().stream()
        .findFirst()
        .filter(value -> value instanceof TlaValue.ModelValue)
        .map(TlaValue::toString)
        .orElse("step");
  }

  /** Such as: accept s0, not attached. The lane names the actor. */
  private static String inLane(Operation operation) {
    StringBuilder words =
        new StringBuilder(
            operation.action().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
    String lane = lane(operation);
    boolean first = true;
    for (Map.Entry<String, TlaValue> argument : operation.arguments().entrySet()) {
      if (argument.getValue() instanceof TlaValue.BoolValue bool) {
        words.append(bool.value() ? ", " : ", not ").append(argument.getKey());
      } else if (!first || !argument.getValue().toString().equals(lane)) {
        words.append(' ').append(argument.getValue());
      }
      first = false;
    }
    return words.toString();
  }

  private static String words(Operation operation) {
    return operation.toString();
  }

  private int index(String text) {
    return textIndices.computeIfAbsent(
        text,
        key -> {
          texts.add(key);
          return texts.size() - 1;
        });
  }

  private int index(ArrayNode list) {
    return listIndices.computeIfAbsent(
        list,
        key -> {
          lists.add(key);
          return lists.size() - 1;
        });
  }

  /** Parts first, so that an index always refers to an earlier value. */
  private int index(TlaValue value) {
    Integer known = valueIndices.get(value);
    if (known != null) {
      return known;
    }
    ArrayNode node = NODES.arrayNode();
    if (value instanceof TlaValue.IntValue integer) {
      node.add("int").add(integer.value());
    } else if (value instanceof TlaValue.BigValue big) {
      node.add("int").add(big.toString());
    } else if (value instanceof TlaValue.BoolValue bool) {
      node.add("bool").add(bool.value());
    } else if (value instanceof TlaValue.StringValue string) {
      node.add("string").add(string.value());
    } else if (value instanceof TlaValue.ModelValue model) {
      node.add("model").add(model.name());
    } else if (value instanceof TlaValue.TupleValue tuple) {
      node.add("tuple");
      tuple.elements().forEach(element -> node.add(index(element)));
    } else if (value instanceof TlaValue.SetValue set) {
      node.add("set");
      set.elements().forEach(element -> node.add(index(element)));
    } else if (value instanceof TlaValue.RecordValue fields) {
      node.add("record");
      fields.fields().forEach((name, field) -> node.add(name).add(index(field)));
    } else if (value instanceof TlaValue.FunctionValue function) {
      node.add("function");
      function.mappings().forEach((key, at) -> node.add(index(key)).add(index(at)));
    }
    values.add(node);
    valueIndices.put(value, values.size() - 1);
    return values.size() - 1;
  }
}
