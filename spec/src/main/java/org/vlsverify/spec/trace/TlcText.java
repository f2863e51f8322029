package org.vlsverify.spec.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.TlcError;
import org.vlsverify.spec.tlc.Verdict;

/**
 * The behaviours in the output of TLC, with or without {@code -tool}, also inside another log, and
 * in the files of its simulation.
 */
final class TlcText {
  private static final Pattern IS_OURS =
      Pattern.compile(
          "(?m)@!@!@STARTMSG |TLC2 Version |\\bState \\d+: (<|Stuttering)|^STATE_\\d+ =="
              + "|Error: (Invariant \\S+ is violated|Deadlock reached|Temporal propert)");

  private static final Pattern START = Pattern.compile("@!@!@STARTMSG (\\d+):(\\d+) @!@!@.*");
  private static final Pattern PROGRESS =
      Pattern.compile("Progress(\\(\\d+\\))?( at |: ).*|Checkpointing .*|@!@!@ENDMSG .*|```.*");
  private static final Pattern PARSED =
      Pattern.compile("Parsing file (?:.*[/\\\\])?(\\S+)\\.tla.*");
  private static final Pattern ERROR = Pattern.compile("Error: (.*)");
  private static final Pattern HEADLINE =
      Pattern.compile(
          "The behavior up to this point is:.*|The following behavior constitutes .*"
              + "|The error occurred when TLC was evaluating the nested.*");
  private static final Pattern STATE =
      Pattern.compile(
          "(?:S(?:tate|TATE) (\\d+):|(\\d+): (?=<|Stuttering|Back to)|STATE_(\\d+) ==) ?(.*)");
  private static final Pattern BACK = Pattern.compile("Back to state(?: (\\d+))?:? ?(?:<(.*)>)?");
  private static final Pattern COMMENT = Pattern.compile("\\\\\\* ?<?(.*?)>?");
  private static final Pattern LABEL =
      Pattern.compile("<?(\\S+?)(?:\\((.*)\\))? line \\d+, col .* of module (\\w+).*");

  private static final String STUTTERING = "Stuttering";
  private static final int ERROR_CLASS = 1;

  /** The pattern of an error's first line, to its verdict; the first group is the property. */
  private static final Map<Pattern, Verdict> KINDS = kinds();

  /** A behaviour as far as it has been read. */
  private static final class Behaviour {
    private Verdict kind;
    private String property;
    private final StringBuilder said = new StringBuilder();
    private final List<Operation> operations = new ArrayList<>();
    private final List<Map<String, TlaValue>> states = new ArrayList<>();
    private Optional<Trace.Lasso> lasso = Optional.empty();
  }

  private final List<Behaviour> behaviours = new ArrayList<>();
  private Behaviour current = new Behaviour();
  private String model;
  private String lastModule;
  private String label = "";
  private TlcStates state;
  private Operation operation;
  private boolean inMessage;

  private TlcText() {}

  private static Map<Pattern, Verdict> kinds() {
    Map<Pattern, Verdict> kinds = new LinkedHashMap<>();
    kinds.put(Pattern.compile("Invariant (\\S+) is violated.*"), Verdict.INVARIANT);
    kinds.put(
        Pattern.compile("Property (\\S+) is violated by the initial .*"), Verdict.ACTION_PROPERTY);
    kinds.put(Pattern.compile("Action property (line .*) is violated.*"), Verdict.ACTION_PROPERTY);
    kinds.put(Pattern.compile("Action property (\\S+) is violated.*"), Verdict.ACTION_PROPERTY);
    kinds.put(
        Pattern.compile("Temporal propert(?:y|ies):? (\\S+) (?:is|was|were) violated.*"),
        Verdict.LIVENESS);
    kinds.put(Pattern.compile("Temporal properties were violated()\\..*"), Verdict.LIVENESS);
    kinds.put(Pattern.compile("Property (\\S+) is violated.*"), Verdict.LIVENESS);
    kinds.put(Pattern.compile("Deadlock reached().*"), Verdict.DEADLOCK);
    kinds.put(
        Pattern.compile("The first argument of Assert evaluated to FALSE().*"), Verdict.ASSERTION);
    return kinds;
  }

  /** Whether a text may be output of TLC. */
  static boolean looksLike(String text) {
    return IS_OURS.matcher(text).find();
  }

  /**
   * Reads all behaviours, in their order.
   *
   * @return at least one
   * @throws IllegalArgumentException if there is none, with the reason
   */
  static List<Trace> read(String text) {
    TlcText reader = new TlcText();
    int code = 0;
    int kind = 0;
    boolean first = false;
    for (String line : LogLines.of(text)) {
      Matcher start = START.matcher(line);
      if (start.matches()) {
        reader.endState();
        code = Integer.parseInt(start.group(1));
        kind = Integer.parseInt(start.group(2));
        first = code > 0;
        continue;
      }
      boolean isError = first && kind == ERROR_CLASS && !line.startsWith("Error: ");
      reader.take(isError ? "Error: " + line : line);
      first = false;
    }
    reader.end();
    return reader.traces();
  }

  private void take(String line) {
    if (PROGRESS.matcher(line).matches()) {
      return;
    }
    Matcher header = STATE.matcher(line);
    Matcher back = BACK.matcher(line);
    Matcher error = ERROR.matcher(line);
    Matcher parsed = PARSED.matcher(line);
    if (header.matches()) {
      header(header);
    } else if (back.matches()) {
      endState();
      backTo(back, 0);
    } else if (error.matches()) {
      endState();
      error(error.group(1));
    } else if (state != null) {
      if (!state.accept(line)) {
        endState();
        rest(line);
      }
    } else if (parsed.matches()) {
      model = model == null ? parsed.group(1) : model;
    } else {
      rest(line);
    }
  }

  /** Handles a line that is neither a state nor the beginning of an error. */
  private void rest(String line) {
    Matcher comment = COMMENT.matcher(line);
    if (comment.matches()) {
      label = comment.group(1);
    } else if (line.isBlank() && current.kind != Verdict.SPEC_ERROR) {
      inMessage = false;
    } else if (inMessage) {
      if (line.matches("\\d+ states generated.*|The depth of .*|Finished in .*")) {
        inMessage = false;
      } else {
        current.said.append(line).append('\n');
      }
    }
  }

  private void header(Matcher header) {
    endState();
    String rest = header.group(4);
    int number =
        Integer.parseInt(
            header.group(1) != null
                ? header.group(1)
                : header.group(2) != null ? header.group(2) : header.group(3));
    Matcher back = BACK.matcher(rest);
    if (rest.startsWith(STUTTERING)) {
      current.lasso = Optional.of(new Trace.Lasso(last(), Optional.empty()));
    } else if (back.matches()) {
      backTo(back, number);
    } else {
      if (number == 1 && !current.states.isEmpty()) {
        end();
      }
      operation = operation(rest.isBlank() ? label : rest);
      state = new TlcStates();
      inMessage = false;
    }
  }

  private int last() {
    return Math.max(0, current.states.size() - 1);
  }

  private void backTo(Matcher back, int number) {
    int target = back.group(1) == null ? number : Integer.parseInt(back.group(1));
    if (target >= 1 && target <= current.states.size()) {
      String step = back.group(2) == null ? "" : back.group(2);
      current.lasso = Optional.of(new Trace.Lasso(target - 1, Optional.of(operation(step))));
    }
  }

  /** TLC prints the values of arguments without the names of the parameters. */
  private Operation operation(String text) {
    Matcher matcher = LABEL.matcher(text);
    if (!matcher.matches()) {
      return StepNames.UNNAMED;
    }
    lastModule = matcher.group(3);
    Map<String, TlaValue> arguments = new LinkedHashMap<>();
    if (matcher.group(2) != null && !matcher.group(2).isBlank()) {
      TlaValue all = TlcStates.value("<<" + matcher.group(2) + ">>");
      List<TlaValue> values =
          all instanceof TlaValue.TupleValue tuple
              ? tuple.elements()
              : List.of(TlaValue.model(matcher.group(2)));
      values.forEach(value -> arguments.put(Integer.toString(arguments.size() + 1), value));
    }
    return new Operation(matcher.group(1), arguments);
  }

  private void error(String message) {
    if (HEADLINE.matcher(message).matches()) {
      inMessage = message.startsWith("The error occurred");
      return;
    }
    boolean isConsequence = current.kind != null && current.states.isEmpty();
    if (!isConsequence) {
      end();
      Optional<Map.Entry<Pattern, Verdict>> known =
          KINDS.entrySet().stream()
              .filter(entry -> entry.getKey().matcher(message).matches())
              .findFirst();
      current.kind = known.map(Map.Entry::getValue).orElse(Verdict.SPEC_ERROR);
      known.ifPresent(
          entry -> {
            Matcher matcher = entry.getKey().matcher(message);
            current.property =
                matcher.matches() && !matcher.group(1).isEmpty()
                    ? matcher.group(1).replaceFirst("^line ", "at line ")
                    : null;
          });
    }
    current.said.append(message).append('\n');
    inMessage = true;
    if (message.endsWith("by the initial state:")) {
      operation = StepNames.UNNAMED;
      state = new TlcStates();
      inMessage = false;
    }
  }

  private void endState() {
    if (state == null) {
      return;
    }
    Map<String, TlaValue> before = current.states.isEmpty() ? Map.of() : current.states.get(last());
    Map<String, TlaValue> read = state.state(before);
    if (!read.isEmpty()) {
      current.states.add(read);
      current.operations.add(operation);
    }
    state = null;
    label = "";
  }

  /** Ends a behaviour; an error without states is kept as well. */
  private void end() {
    endState();
    if (current.kind != null || !current.states.isEmpty()) {
      behaviours.add(current);
    }
    current = new Behaviour();
    inMessage = false;
  }

  private List<Trace> traces() {
    List<Trace> traces =
        behaviours.stream().filter(one -> !one.states.isEmpty()).map(this::trace).toList();
    if (traces.isEmpty()) {
      throw new IllegalArgumentException(
          behaviours.isEmpty()
              ? "it is output of TLC without an error"
              : "TLC gives none for this error: "
                  + String.join(" ", TlcError.of(behaviours.get(0).said.toString()).what()));
    }
    return traces;
  }

  private Trace trace(Behaviour read) {
    List<Trace.Step> steps = new ArrayList<>();
    for (int i = 1; i < read.states.size(); i++) {
      steps.add(new Trace.Step(read.operations.get(i), read.states.get(i)));
    }
    String name = model != null ? model : lastModule != null ? lastModule : "(of TLC)";
    return new Trace(name, problem(read), read.states.get(0), steps, read.lasso);
  }

  private static Trace.Problem problem(Behaviour read) {
    if (read.kind == null) {
      return new Trace.Problem(read.lasso.isPresent() ? Verdict.LIVENESS : Verdict.NOT_SAID, null);
    }
    TlcError error = TlcError.of(read.said.toString());
    return switch (read.kind) {
      case SPEC_ERROR ->
          new Trace.Problem(Verdict.SPEC_ERROR, error.describe(place -> Optional.empty()));
      case ASSERTION ->
          new Trace.Problem(
              Verdict.ASSERTION,
              error.what().size() > 1
                  ? String.join(" ", error.what().subList(1, error.what().size()))
                  : null);
      default -> new Trace.Problem(read.kind, read.property);
    };
  }
}
