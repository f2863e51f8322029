package org.vlsverify.spec.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValues;

/**
 * The names of steps in traces of other tools. The format does not define them: some tools put them
 * in the {@code #meta} object of the state after the step, others in a variable, and specifications
 * have customary variables for them.
 */
final class StepNames {
  /** A step without a name in the file. */
  static final Operation UNNAMED = new Operation("step", Map.of());

  /** The places of the name of a step in a state; the first one counts. */
  private static final List<String> META_FIELDS =
      List.of("action", "actionTaken", "action_taken", "name", "step", "transition", "label");

  private static final List<String> META_ARGUMENTS =
      List.of("arguments", "args", "parameters", "params", "picks", "nondetPicks");

  /** Quint's are first, since it writes them itself. */
  private static final List<String> VARIABLES =
      List.of(
          "mbt::actionTaken",
          "action_taken",
          "actionTaken",
          "lastAction",
          "last_action",
          "lastStep",
          "last_step",
          "action");

  /** The simulator's choices for the step, each an option of Quint. */
  private static final List<String> PICKS =
      List.of("mbt::nondetPicks", "nondet_picks", "nondetPicks");

  private static final List<String> TAGS = List.of("tag", "name", "action", "type", "kind");

  private StepNames() {}

  /**
   * @param meta the meta object of the state, may be missing
   * @param state the state after the step
   * @param values reads values
   */
  static Operation of(JsonNode meta, Map<String, TlaValue> state, ItfValues values) {
    return ofMeta(meta, values)
        .or(() -> VARIABLES.stream().flatMap(name -> ofVariable(name, state).stream()).findFirst())
        .orElse(UNNAMED);
  }

  private static Optional<Operation> ofMeta(JsonNode meta, ItfValues values) {
    for (String field : META_FIELDS) {
      JsonNode said = meta.path(field);
      JsonNode name = said.isObject() ? said.path("name") : said;
      if (name.isTextual() && !name.textValue().isBlank()) {
        Map<String, TlaValue> arguments = new LinkedHashMap<>();
        for (JsonNode holder : said.isObject() ? List.of(said, meta) : List.of(meta)) {
          META_ARGUMENTS.forEach(
              list ->
                  holder
                      .path(list)
                      .properties()
                      .forEach(
                          argument ->
                              chosen(values.value(argument.getValue()))
                                  .ifPresent(is -> arguments.put(argument.getKey(), is))));
        }
        return Optional.of(new Operation(name.textValue(), arguments));
      }
    }
    return Optional.empty();
  }

  private static Optional<Operation> ofVariable(String variable, Map<String, TlaValue> state) {
    TlaValue said = variable(variable, state);
    if (said instanceof TlaValue.StringValue name && !name.value().isBlank()) {
      return Optional.of(new Operation(name.value(), picks(state)));
    }
    for (String tag : TAGS) {
      TlaValue name = said == null ? null : TlaValues.field(said, tag);
      if (name instanceof TlaValue.StringValue text && !text.value().isBlank()) {
        Map<String, TlaValue> arguments = new LinkedHashMap<>();
        ((TlaValue.RecordValue) said)
            .fields()
            .forEach(
                (field, value) -> {
                  if (field.equals("value") && value instanceof TlaValue.RecordValue parts) {
                    arguments.putAll(parts.fields());
                  } else if (!field.equals(tag)) {
                    chosen(value).ifPresent(is -> arguments.put(field, is));
                  }
                });
        return Optional.of(new Operation(text.value(), arguments));
      }
    }
    return Optional.empty();
  }

  /** In a module of Quint a variable's name begins with the names of the modules around it. */
  private static TlaValue variable(String name, Map<String, TlaValue> state) {
    TlaValue value = state.get(name);
    return value != null
        ? value
        : state.entrySet().stream()
            .filter(entry -> entry.getKey().endsWith("::" + name))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
  }

  private static Map<String, TlaValue> picks(Map<String, TlaValue> state) {
    Map<String, TlaValue> arguments = new LinkedHashMap<>();
    for (String variable : PICKS) {
      if (variable(variable, state) instanceof TlaValue.RecordValue picks) {
        picks.fields().forEach((name, pick) -> chosen(pick).ifPresent(v -> arguments.put(name, v)));
        return arguments;
      }
    }
    return arguments;
  }

  /** The content of an option of Quint, if any; any other value but the empty tuple is itself. */
  private static Optional<TlaValue> chosen(TlaValue pick) {
    TlaValue tag = TlaValues.field(pick, "tag");
    if (TlaValue.string("None").equals(tag)) {
      return Optional.empty();
    }
    TlaValue value = TlaValue.string("Some").equals(tag) ? TlaValues.field(pick, "value") : pick;
    return Optional.ofNullable(value).filter(is -> !is.equals(TlaValue.tuple()));
  }
}
