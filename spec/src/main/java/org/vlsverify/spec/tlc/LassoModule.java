package org.vlsverify.spec.tlc;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Trace;

/**
 * A specification with a single behaviour: the lasso of a counterexample. TLC, which need not say
 * which of several temporal properties a lasso violates, can be asked for each property alone.
 */
final class LassoModule {
  static final String NAME = "LassoOfCounterexample";

  private static final Pattern SECTION =
      Pattern.compile(
          "\\b(CONSTANTS?|INVARIANTS?|PROPERTY|PROPERTIES|SPECIFICATION|INIT|NEXT|CONSTRAINTS?"
              + "|ACTION_CONSTRAINTS?|SYMMETRY|VIEW|CHECK_DEADLOCK|ALIAS|POSTCONDITION)\\b");

  private final Trace trace;
  private final Trace.Lasso lasso;
  private final Set<String> modelValues = new TreeSet<>();

  /**
   * @param trace a trace with a lasso
   * @param isDefined tells which names the specification declares or defines
   */
  LassoModule(Trace trace, Predicate<String> isDefined) {
    this.trace = trace;
    this.lasso = trace.lasso().orElseThrow();
    for (int i = 0; i < trace.length(); i++) {
      trace.state(i).values().forEach(value -> value.collectModelValues(modelValues));
    }
    modelValues.removeIf(isDefined);
  }

  /** Gives the text of the module, which extends the specification's root module. */
  String module(Path root) {
    String name = root.getFileName().toString().replaceFirst("\\.tla$", "");
    String variables = String.join(", ", trace.initial().keySet());
    StringBuilder text = new StringBuilder();
    text.append("---- MODULE ").append(NAME).append(" ----\nEXTENDS ").append(name).append('\n');
    if (!modelValues.isEmpty()) {
      text.append("CONSTANTS ").append(String.join(", ", modelValues)).append('\n');
    }
    text.append("VARIABLE lassoIndex\n");
    text.append("LassoInit ==").append(state(0, "")).append('\n');
    int last = trace.length() - 1;
    String steps =
        IntStream.range(0, lasso.isStuttering() ? last : trace.length())
            .mapToObj(i -> "lassoIndex = " + i + state(i == last ? lasso.start() : i + 1, "'"))
            .collect(Collectors.joining("\n  \\/ "));
    text.append("LassoNext ==\n  \\/ ").append(steps.isEmpty() ? "FALSE" : steps).append('\n');
    text.append("LassoVars == <<lassoIndex, ").append(variables).append(">>\n");
    text.append("LassoSpec == LassoInit /\\ [][LassoNext]_LassoVars /\\ WF_LassoVars(LassoNext)\n");
    return text.append("====\n").toString();
  }

  private String state(int index, String prime) {
    return trace.state(index).entrySet().stream()
        .map(entry -> entry.getKey() + prime + " = " + text(entry.getValue(), 0))
        .collect(
            Collectors.joining(" /\\ ", " /\\ lassoIndex" + prime + " = " + index + " /\\ ", ""));
  }

  /** TLA+ text of a value that needs no operator of a standard module. */
  private static String text(TlaValue value, int depth) {
    if (value instanceof TlaValue.TupleValue tuple) {
      return texts(tuple.elements(), depth, "<<", ">>");
    } else if (value instanceof TlaValue.SetValue set) {
      return texts(set.elements(), depth, "{", "}");
    } else if (value instanceof TlaValue.RecordValue fields) {
      return fields.fields().entrySet().stream()
          .map(field -> field.getKey() + " |-> " + text(field.getValue(), depth))
          .collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof TlaValue.FunctionValue function) {
      String variable = "lassoKey" + depth;
      String cases =
          function.mappings().entrySet().stream()
              .map(
                  mapping ->
                      variable
                          + " = "
                          + text(mapping.getKey(), depth + 1)
                          + " -> "
                          + text(mapping.getValue(), depth + 1))
              .collect(Collectors.joining(" [] "));
      String domain = texts(function.mappings().keySet(), depth + 1, "{", "}");
      return "[" + variable + " \\in " + domain + " |-> CASE " + cases + "]";
    }
    return value.toString();
  }

  private static String texts(Collection<TlaValue> values, int depth, String open, String close) {
    return values.stream()
        .map(value -> text(value, depth))
        .collect(Collectors.joining(", ", open, close));
  }

  /** Gives the configuration for one property, with the constants of the model's configuration. */
  String config(String original, String property) {
    StringBuilder text = new StringBuilder("SPECIFICATION LassoSpec\nCHECK_DEADLOCK FALSE\n");
    text.append("PROPERTY ").append(property).append("\nCONSTANTS\n");
    modelValues.forEach(name -> text.append(name).append(" = ").append(name).append('\n'));
    String plain = original.replaceAll("\\\\\\*.*", "").replaceAll("(?s)\\(\\*.*?\\*\\)", "");
    Matcher section = SECTION.matcher(plain);
    int start = -1;
    while (section.find()) {
      if (start >= 0) {
        text.append(plain, start, section.start());
      }
      start = section.group(1).startsWith("CONSTANT") ? section.end() : -1;
    }
    if (start >= 0) {
      text.append(plain.substring(start));
    }
    return text.append('\n').toString();
  }
}
