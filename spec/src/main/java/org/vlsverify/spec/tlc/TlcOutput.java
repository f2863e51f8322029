package org.vlsverify.spec.tlc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValueParser;
import org.vlsverify.spec.tlc.child.WatchedTlc;

/**
 * Parses the output of {@code tlc2.TLC -tool}: messages with a code between two marks, and free
 * text of the parser around them.
 */
final class TlcOutput {
  private static final int NO_ERROR = 2193;
  private static final int ASSUMPTION_FALSE = 2104;
  private static final int INVARIANT_INITIALLY = 2107;
  private static final int PROPERTY_INITIALLY = 2108;
  private static final int INVARIANT = 2110;
  private static final int ACTION_PROPERTY = 2112;
  private static final int DEADLOCK = 2114;
  private static final int TEMPORAL_PROPERTY = 2116;
  private static final int ASSERTION = 2132;
  private static final int STATE = 2217;
  private static final int STUTTERING = 2218;
  private static final int BACK_TO_STATE = 2122;
  private static final int PROGRESS = 2200;
  private static final int PROGRESS_OF_SIMULATION = 2209;
  private static final int INITIAL_STATES = 2190;
  private static final int STATISTICS = 2199;
  private static final int DEPTH = 2194;
  private static final int ACTION_COVERAGE = 2772;
  private static final int EXPRESSION_COVERAGE = 2221;
  private static final int NESTED_POSITIONS = 2103;
  private static final int BEHAVIOR_HEADLINE = 2121;
  private static final int LASSO_HEADLINE = 2264;
  private static final int FIRST_SYSTEM_ERROR = 1001;
  private static final int LAST_SYSTEM_ERROR = 1004;
  private static final int WARNING_OF_THE_JVM = 2401;
  private static final int WORKER_REGISTERED = 7001;
  private static final int WORKER_DEREGISTERED = 7002;
  private static final String ERROR_CLASS = "1";
  private static final String WARNING_CLASS = "3";

  /** TLC's exit codes for expressions without a value, and for parse errors. */
  private static final Set<Integer> SPEC_ERRORS = Set.of(75, 76, 77, 150, 151, 152);

  private static final Pattern START = Pattern.compile("@!@!@STARTMSG (\\d+):(\\d+) @!@!@.*");
  private static final Pattern VIOLATED =
      Pattern.compile("(?:Invariant|Action property|Property) (\\S+) is violated");
  private static final Pattern LABEL = Pattern.compile("<(\\S+?)(?:\\(.*)? line .*>");
  private static final Pattern COUNTS =
      Pattern.compile("([\\d,]+) states generated.* ([\\d,]+) distinct.* ([\\d,]+) states left");
  private static final Pattern SIMULATED = Pattern.compile(": (\\d+) states generated");
  private static final Pattern LEVEL = Pattern.compile("Progress\\((\\d+)\\)|search is (\\d+)");
  private static final Pattern NAMELESS =
      Pattern.compile("Action property line (\\d+), col (\\d+) .* of module (\\w+) is violated");
  private static final Pattern EVALUATED =
      Pattern.compile("line (\\d+), col (\\d+) .* of module (\\w+): (\\d+)");
  private static final Pattern COVERED = Pattern.compile(LABEL + ": (\\d+):(\\d+)");

  /** A place in a module; line and column are counted from 1. */
  record Place(String module, int line, int column) {
    private static Place of(Matcher matcher) {
      return new Place(
          matcher.group(3), Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
  }

  /** A state as printed, with the name of the action before it; null for the initial one. */
  record PrintedState(String action, Map<String, TlaValue> state) {}

  /** The closing step of a lasso, as printed: the state's number from 0, with the action's name. */
  record PrintedLasso(int start, Optional<String> action) {}

  private final Consumer<String> progress;
  private final Growth growth;
  private final StringBuilder text = new StringBuilder();
  private int code = -1;
  private boolean isError;
  private boolean isWarning;

  private Verdict verdict;
  private String property;
  private Place placeOfProperty;
  private boolean systemError;
  private final StringBuilder complaint = new StringBuilder();
  private final StringBuilder positions = new StringBuilder();
  private final StringBuilder freeText = new StringBuilder();
  private final List<String> warnings = new ArrayList<>();
  private String lastLabel = "";
  private final List<PrintedState> states = new ArrayList<>();
  private Optional<PrintedLasso> lasso = Optional.empty();
  private long generated;
  private boolean simulated;
  private int remoteWorkers;
  private long distinct;
  private long queue;
  private int depth;
  private final Map<String, ActionCoverage> coverage = new TreeMap<>();
  private final Map<Place, Long> evaluations = new HashMap<>();

  /**
   * @param progress receives lines about the progress as they come
   * @param growth receives the numbers of states
   */
  TlcOutput(Consumer<String> progress, Growth growth) {
    this.progress = progress;
    this.growth = growth;
  }

  /** Takes the next line. */
  void accept(String line) {
    if (line.startsWith(WatchedTlc.LEVEL)) {
      String[] numbers = line.substring(WatchedTlc.LEVEL.length()).split(" ");
      growth.level(Integer.parseInt(numbers[0]), Long.parseLong(numbers[1]));
      return;
    }
    Matcher start = START.matcher(line);
    if (start.matches()) {
      code = Integer.parseInt(start.group(1));
      isError = start.group(2).equals(ERROR_CLASS);
      isWarning = start.group(2).equals(WARNING_CLASS);
      text.setLength(0);
    } else if (line.startsWith("@!@!@ENDMSG")) {
      if (code >= 0) {
        message(text.toString().strip());
      }
      code = -1;
    } else if (code >= 0) {
      text.append(line).append('\n');
    } else {
      freeText.append(line).append('\n');
    }
  }

  private void message(String message) {
    switch (code) {
      case NO_ERROR -> decide(Verdict.OK, message);
      case ASSUMPTION_FALSE -> decide(Verdict.ASSUMPTION, message);
      case INVARIANT -> decide(Verdict.INVARIANT, message);
      case ACTION_PROPERTY, PROPERTY_INITIALLY -> decide(Verdict.ACTION_PROPERTY, message);
      case DEADLOCK -> decide(Verdict.DEADLOCK, message);
      case TEMPORAL_PROPERTY -> decide(Verdict.LIVENESS, message);
      case ASSERTION -> decide(Verdict.ASSERTION, message);
      case INVARIANT_INITIALLY -> {
        decide(Verdict.INVARIANT, message);
        states.add(new PrintedState(null, TlaValueParser.state(afterFirstLine(message))));
      }
      case STATE -> {
        Matcher label = LABEL.matcher(firstLine(message));
        String action = states.isEmpty() ? null : label.find() ? label.group(1) : "";
        states.add(new PrintedState(action, TlaValueParser.state(afterFirstLine(message))));
        lastLabel = firstLine(message);
      }
      case STUTTERING -> lasso = Optional.of(new PrintedLasso(states.size() - 1, Optional.empty()));
      case BACK_TO_STATE -> {
        Matcher label = LABEL.matcher(message);
        int start = Integer.parseInt(message.substring(0, message.indexOf(':'))) - 1;
        String action = label.find() ? label.group(1) : "";
        lasso = Optional.of(new PrintedLasso(start, Optional.of(action)));
      }
      case PROGRESS, STATISTICS, DEPTH, INITIAL_STATES -> count(message);
      case PROGRESS_OF_SIMULATION -> countSimulated(message);
      case ACTION_COVERAGE -> {
        Matcher covered = COVERED.matcher(message);
        if (covered.find()) {
          coverage.merge(
              covered.group(1),
              new ActionCoverage(
                  Long.parseLong(covered.group(2)), Long.parseLong(covered.group(3))),
              ActionCoverage::plus);
        }
      }
      case EXPRESSION_COVERAGE -> {
        Matcher evaluated = EVALUATED.matcher(message);
        if (evaluated.find()) {
          evaluations.merge(Place.of(evaluated), Long.parseLong(evaluated.group(4)), Math::max);
        }
      }
      case WORKER_REGISTERED ->
          progress.accept("%d worker threads: one has joined.".formatted(++remoteWorkers));
      case WORKER_DEREGISTERED ->
          progress.accept(
              "%d worker threads: one is lost, and others get its states."
                  .formatted(--remoteWorkers));
      case NESTED_POSITIONS -> positions.append(message).append('\n');
      case BEHAVIOR_HEADLINE, LASSO_HEADLINE, WARNING_OF_THE_JVM -> {}
      default -> {
        if (isError) {
          systemError |= code >= FIRST_SYSTEM_ERROR && code <= LAST_SYSTEM_ERROR;
          complaint.append(message).append('\n');
        } else if (isWarning) {
          warnings.add(message.replaceAll("\\s+", " "));
        }
      }
    }
  }

  /** The first problem counts; later ones are its consequences. */
  private void decide(Verdict found, String message) {
    if (verdict == null) {
      verdict = found;
      Matcher name = VIOLATED.matcher(message);
      property = name.find() ? name.group(1) : null;
      Matcher nameless = NAMELESS.matcher(message);
      if (nameless.find()) {
        placeOfProperty = Place.of(nameless);
      }
      if (found != Verdict.OK) {
        complaint.append(message).append('\n');
      }
    }
  }

  private void count(String message) {
    Matcher level = LEVEL.matcher(message);
    if (level.find()) {
      depth = Integer.parseInt(level.group(1) != null ? level.group(1) : level.group(2));
    }
    Matcher counts = COUNTS.matcher(message);
    if (counts.find()) {
      generated = number(counts.group(1));
      distinct = number(counts.group(2));
      queue = number(counts.group(3));
      growth.look(distinct);
    }
    if (code == PROGRESS || code == INITIAL_STATES) {
      progress.accept(message);
    }
  }

  /** The only count of a simulation; it is repeated at the end. */
  private void countSimulated(String message) {
    Matcher counts = SIMULATED.matcher(message);
    if (counts.find()) {
      simulated = true;
      generated = number(counts.group(1));
    }
    progress.accept(message);
  }

  private static long number(String digits) {
    return Long.parseLong(digits.replace(",", ""));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private static String afterFirstLine(String message) {
    return message.substring(firstLine(message).length());
  }

  /** The verdict, given the exit code of TLC's process. */
  Verdict verdict(int exitCode) {
    if (verdict != null) {
      return verdict;
    }
    if (simulated && exitCode == 0 && complaint.isEmpty()) {
      return Verdict.OK;
    }
    if (systemError || TlcDeath.isOfTheMachine(complaint())) {
      return Verdict.CRASH;
    }
    return !complaint.isEmpty() || SPEC_ERRORS.contains(exitCode)
        ? Verdict.SPEC_ERROR
        : Verdict.CRASH;
  }

  /** The reason for an expression without a value: TLC's message and place, or else the action. */
  TlcError error() {
    String label = lastLabel.replaceFirst("^.*<\\S+ (line .*)>$", "$1");
    return TlcError.of(
        complaint
            + "\n"
            + positions
            + (positions.length() == 0 && complaint.length() > 0 ? label : ""));
  }

  /** TLC's warnings, one line each, without those about its JVM. */
  List<String> warnings() {
    return warnings;
  }

  /** The violated property's name, or null if TLC does not give it. */
  String property() {
    return property;
  }

  /** The place of the violated property, if TLC gives that instead of its name. */
  Optional<Place> placeOfProperty() {
    return Optional.ofNullable(placeOfProperty);
  }

  /** The parser's free text counts if there is nothing else. */
  String complaint() {
    return verdict == null ? freeText + complaint.toString() : complaint.toString().strip();
  }

  List<PrintedState> states() {
    return states;
  }

  Optional<PrintedLasso> lasso() {
    return lasso;
  }

  long generated() {
    return generated;
  }

  long distinct() {
    return distinct;
  }

  long queue() {
    return queue;
  }

  int depth() {
    return depth;
  }

  Map<String, ActionCoverage> coverage() {
    return coverage;
  }

  /** Place of an expression to its number of evaluations; empty without coverage. */
  Map<Place, Long> evaluations() {
    return evaluations;
  }
}
