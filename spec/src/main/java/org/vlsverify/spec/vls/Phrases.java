package org.vlsverify.spec.vls;

import static org.vlsverify.spec.tla.TlaValues.elements;
import static org.vlsverify.spec.tla.TlaValues.field;
import static org.vlsverify.spec.tla.TlaValues.text;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValues;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.Witness.Term;

/** The words for variables, operators and locks of this project's specifications. */
final class Phrases {
  /**
   * A part of a variable, or an expression, and its value; to its description. The value is {@code
   * a -> b} if the step changes it, and Record if it is one. In the words, {@code {}} is the value,
   * {@code {s}} the session of the copy; empty words mean that the part is redundant. The first
   * match counts.
   */
  private static final List<Map.Entry<Pattern, String>> TERMS =
      List.of(
          row("life/(\\w+) = .*", "$1 is {}"),
          row("parent/(\\w+) = NoWorker", "$1 has no parent"),
          row("parent/(\\w+) = .*", "the parent of $1 is {}"),
          row("notices/(\\w+)/(\\w+) = (.* -> )?0", "no notice to $1 that it owns $2 now"),
          row(
              "notices/(\\w+)/(\\w+) = (?:.* -> )?1",
              "1 notice to $1 that it owns $2 now, not read yet"),
          row(
              "notices/(\\w+)/(\\w+) = (?:.* -> )?(\\d+)",
              "$3 notices to $1 that it owns $2 now, not read yet"),
          row("(?:pool|copies)/(\\w+)/\\d+ = Record", "$1 has a copy of {s}"),
          row("(?:pool|copies)/(\\w+)/(\\d+) = Free", "$1 has no copy in slot $2"),
          row("(?:pool|copies)/(\\w+)/\\d+ = Free -> Record", "$1 had no copy of {s} before"),
          row("(?:pool|copies)/(\\w+)/\\d+/waits = TRUE", "$1 waits for connections on {s}"),
          row(
              "(?:pool|copies)/(\\w+)/\\d+/waits = FALSE",
              "$1 does not wait for connections on {s}"),
          row("pool/(\\w+)/\\d+/waits = .*FALSE", "$1 no longer waits for connections on {s}"),
          row(
              "(?:pool|copies)/(\\w+)/\\d+/listen = listen -> passive",
              "$1 was stopped from listening on {s}"),
          row("(?:pool|copies)/(\\w+)/\\d+/listen = .*listen", "$1 listens on {s}"),
          row("(?:pool|copies)/(\\w+)/\\d+/listen = .*passive", "$1 is passive on {s}"),
          row("(pool|copies)/(\\w+)/(\\d+)/id = .*", "~$2’s copy in slot $3 is of {}"),
          row("copies/(\\w+)/\\d+/index = .*", "$1’s copy of {s} refers to element {}"),
          row("copies/.*/(listen|worker) = .*", ""),
          row("shared/(\\w+) = (?:Record -> )NotShared", "the shared data of $1 was freed"),
          row("shared/(\\w+) = NotShared", "$1 has no shared data"),
          row("elements/(\\d+) = Record -> Free", "element $1 was freed"),
          row("elements/(\\d+) = Record -> Record", "element $1 was changed"),
          row("(shared|elements)/\\w+ = .*", ""),
          row("shared/(\\w+)/owner = .*", "the owner of $1 is {}"),
          row("shared/(\\w+)/subscribers/1 = .*", "the first subscriber of $1 is {}"),
          row("shared/.*/\\d+ = .*", ""),
          row("shared/(\\w+)/(\\w+) = .*", "the $2 of $1 are {}"),
          row("elements/(\\d+)/(subscribers|listeners) = .*", "the $2 of element $1 are {}"),
          row("thread/([\\w.]+)/at = (idle|dead)", "$1 is $2"),
          row("thread/([\\w.]+)/at = absent", "$1 is gone"),
          row("thread/([\\w.]+)/at = ask: answer", ""),
          row(
              "thread/([\\w.]+)/at = fork: wait for the child",
              "$1 waits for the end of the fork of {with}"),
          row("thread/([\\w.]+)/at = (.*) -> (.*)", "$1 was before “$2”, and is $3"),
          row("thread/([\\w.]+)/at = (.*)", "$1 is before “$2”"),
          row("thread/([\\w.]+)/index = (.*)", "the index of $1 is {}"),
          row("thread/([\\w.]+)/answer = .*", "$1 queried {?}, with the result {!}"),
          row("thread/([\\w.]+)/seen = an owner", ""),
          row("thread/([\\w.]+)/seen = .*", "$1 has decided on “{}”"),
          row("thread/([\\w.]+)/\\w+ = .*", ""),
          row("right/.* = .*", "the only right result since the query began is {!}"),
          row("lock/(.*)/writer = Nobody", "no thread has locked $1 for writing"),
          row("lock/(.*)/(writer|readers) = .*", "$1 is still locked"),
          row("(?:Element|Table|Session)Lock\\(.* = .*", ""),
          row("lock = .*", "the lock is held by {}"),
          row("(?:writer) = .*", "the lock is held by {}"),
          row("(?:readers) = .*", "the lock is held for reading by {}"),
          row("(vcl|vls)/elements/(\\d+) = Free", "element $2 of $1 is free"),
          row(
              "(vcl|vls)/elements/(\\d+) = (\\w+) -> Free",
              "element $2 of $1 was freed; it was allocated to $3"),
          row(
              "(vcl|vls)/elements/(\\d+) = (\\w+) -> (\\w+)",
              "element $2 of $1 was allocated to $4 while it was allocated to $3"),
          row("(vcl|vls)/elements/(\\d+) = .*", "element $2 of $1 is allocated to {}"),
          row("(vcl|vls)/elements = .*", "the elements of $1 are {}"),
          row("(vcl|vls)/free = .*", "the free indices of $1 are {}"),
          row("stack/held = TRUE", "the free indices are held"),
          row("Holders\\((\\w+)\\) = .*", "copies of $1 are held by {}"),
          row("UsedSlots\\((\\w+)\\) = .*", "$1 has a copy of {ids}"),
          row(
              "\\{w \\\\in Workers: Holds\\(w, (\\w+)\\).*waits\\} = .*",
              "the workers that wait for connections on $1 are {}"),
          row(
              "\\{w \\\\in Workers: Waits\\(w, elements\\[(\\d+)\\]\\.session\\)\\} = .*",
              "the workers that wait for connections on the session of element $1 are {}"),
          row("SharedCount = .*", "the number of shared sessions is {}"),
          row("(?:Shared|Worker)Capacity = .*", "there is room for {}"),
          row("ElementsOf\\((\\w+)\\) = .*", "the elements of $1 are {}"),
          row("Wanted\\(.*<<(\\w+), (\\w+)>>.*\\) = .*", "$1.$2 requests {unmet}"),
          row("Ancestors\\((\\w+),.* = .*", "the ancestors of $1 are {}"),
          row("(?:.*!)?(\\w+)Result\\(.* = .*", "the right outcome of $1 is “{}”"),
          row("ResultOf\\(.* = .*", "the outcome would be “{}” now"),
          row(".*OwnerAnswer\\(.* = .*", "the right answer is {}"),
          row(
              "\\{x .*IsInHand\\((\\d+)\\)\\} = .*",
              "index $1 is in {}, where 1 is the stack, 2 an element in use, 3 the hands of a thread"),
          row("(?:Stuck|\\{t|WorkerOf|SlotOf|copies/|pool).* = .*", ""));

  /** Short forms of differences: pattern and replacement. */
  private static final List<Map.Entry<Pattern, String>> CHANGES =
      List.of(
          row("copies\\[(\\w+)\\]\\[\\d+\\]: Free -> .*\\bid \\|-> (\\w+).*", "$1 holds $2"),
          row("copies\\[(\\w+)\\]\\[\\d+\\]: .*\\bid \\|-> (\\w+).* -> Free", "$1 drops $2"),
          row("copies\\[(\\w+)\\]\\[\\d+\\]\\.index: \\d+ -> (\\d+)", "$1: index $2"),
          row("copies\\[(\\w+)\\]\\[\\d+\\]\\.listen: \"\\w+\" -> \"(\\w+)\"", "$1: $2"),
          row("copies\\[(\\w+)\\]\\[\\d+\\]\\.waits: FALSE -> TRUE", "$1 waits"),
          row("copies\\[(\\w+)\\]\\[\\d+\\]\\.waits: TRUE -> FALSE", "$1 no longer waits"),
          row("elements\\[(\\d+)\\]: Free -> .*subscribers \\|-> (<<.*>>).*", "element $1: $2"),
          row("elements\\[(\\d+)\\]: .* -> Free", "element $1 is freed"),
          row("elements\\[(\\d+)\\]\\.(\\w+): .* -> (.*)", "$2: $3"),
          row("life\\[(\\w+)\\]: .* -> \"(\\w+)\"", "$1 $2"),
          row("notices\\[(\\w+)\\]\\[\\w+\\]: 0 -> .*", "notice to $1"),
          row("notices\\[(\\w+)\\]\\[\\w+\\]: .* -> 0", "no notice to $1"),
          row("fault: .* -> \"(.*)\"", "FAULT: $1"));

  private static final Set<String> NOBODY = Set.of("NoWorker", "Nobody");

  private Phrases() {}

  private static Map.Entry<Pattern, String> row(String pattern, String words) {
    return Map.entry(Pattern.compile(pattern), words);
  }

  private static Optional<Matcher> match(Pattern pattern, String text) {
    return Optional.of(pattern.matcher(text)).filter(Matcher::matches);
  }

  /** A difference in few words. */
  static String change(String difference) {
    return CHANGES.stream()
        .flatMap(
            row ->
                match(row.getKey(), difference).map(m -> m.replaceFirst(row.getValue())).stream())
        .findFirst()
        .orElse(difference);
  }

  /** Such as: the table of w0. */
  static String lock(TlaValue lock) {
    List<TlaValue> parts = elements(lock);
    if (parts.isEmpty() || !(parts.get(0) instanceof TlaValue.StringValue kind)) {
      return text(lock);
    }
    return switch (kind.value() + parts.size()) {
      case "life1" -> "the life cycle";
      case "life2" -> "the life of " + parts.get(1);
      case "table2" -> "the table of " + parts.get(1);
      case "session3" -> "the session lock of slot " + parts.get(2) + " of " + parts.get(1);
      case "copy3" -> "slot " + parts.get(2) + " of " + parts.get(1) + " (busy)";
      case "element2" -> "element " + parts.get(1);
      default -> "the " + kind.value();
    };
  }

  /** The words for a term; empty if unknown. */
  static Optional<String> words(Trace trace, Term term) {
    if (text(term.path().stream().findFirst().orElse(null)).equals("fault")) {
      return Optional.of(text(term.last()) + by(trace));
    }
    String key = key(term);
    String is = value(term);
    for (Map.Entry<Pattern, String> row : TERMS) {
      Matcher matcher = row.getKey().matcher(key + " = " + is);
      if (matcher.matches()) {
        String words = matcher.replaceFirst(row.getValue());
        boolean isLeft =
            words.startsWith("~") && !isAlone(trace, row.getKey())
                || words.contains("{unmet}") && isWaitedFor(trace, term.last());
        return Optional.of(isLeft ? "" : filled(words.replaceFirst("^~", ""), trace, term));
      }
    }
    return Optional.empty();
  }

  /** Whether the waits for these locks are already described. */
  private static boolean isWaitedFor(Trace trace, TlaValue locks) {
    return trace.witness().locks().stream()
        .skip(trace.length() - 1L)
        .flatMap(last -> last.waits().stream())
        .anyMatch(wait -> elements(locks).contains(wait.what()));
  }

  /** The wanted value of a term, to follow its words. */
  static Optional<String> wanted(Term term, TlaValue value) {
    String name = name(value);
    boolean isState = !term.path().isEmpty() && value instanceof TlaValue.StringValue;
    boolean isSet = value instanceof TlaValue.SetValue;
    return isState || isSet || value instanceof TlaValue.IntValue || name.equals("none")
        ? Optional.empty()
        : Optional.of(
            ", and not " + (value instanceof TlaValue.StringValue ? "“" + name + "”" : name));
  }

  /** The patterns of all rows. */
  static List<String> keys() {
    return TERMS.stream().map(row -> row.getKey().pattern()).toList();
  }

  /** The pattern of the row for a term, if there is one. */
  static Optional<String> row(Term term) {
    String text = key(term) + " = " + value(term);
    return TERMS.stream()
        .map(Map.Entry::getKey)
        .filter(pattern -> pattern.matcher(text).matches())
        .findFirst()
        .map(Pattern::pattern);
  }

  private static String key(Term term) {
    return term.path().isEmpty()
        ? term.text().replaceAll("\\s+", " ")
        : term.path().stream().map(Phrases::name).collect(Collectors.joining("/"));
  }

  /** Whether all parts are of one kind. */
  private static boolean isAlone(Trace trace, Pattern pattern) {
    return trace.witness().faults().stream()
        .flatMap(fault -> fault.terms().stream())
        .allMatch(term -> pattern.matcher(key(term) + " = " + value(term)).matches());
  }

  private static String value(Term term) {
    return term.values().stream().map(Phrases::kind).collect(Collectors.joining(" -> "));
  }

  private static String kind(TlaValue value) {
    return value instanceof TlaValue.RecordValue ? "Record" : text(value);
  }

  private static String filled(String words, Trace trace, Term term) {
    String filled = words;
    for (Map.Entry<String, Supplier<String>> gap :
        Map.<String, Supplier<String>>of(
                "{s}", () -> session(trace, term.path().get(1), term.path().get(2).asInt()),
                "{unmet}", () -> name(term.last()),
                "{ids}", () -> sessions(trace, words, term.last()),
                "{with}", () -> text(field(frame(trace, term), "with")),
                "{!}", () -> answers(term.last()),
                "{?}", () -> query(frame(trace, term)))
            .entrySet()) {
      if (filled.contains(gap.getKey())) {
        filled = filled.replace(gap.getKey(), gap.getValue().get());
      }
    }
    String last = name(term.last());
    if (term.values().size() == 1) {
      return filled.replace("{}", last);
    }
    String first = name(term.values().get(0));
    boolean isGone = last.equals(Term.NONE.toString());
    return filled
        .replace(" is {}", " was " + first + (isGone ? "" : " and is " + last))
        .replace(" are {}", " were " + first + (isGone ? "" : " and are " + last))
        .replace("{}", isGone ? first : last);
  }

  /** The actor of the last step. */
  private static String by(Trace trace) {
    int last = trace.length() - 1;
    return last == 0
        ? ""
        : ThreadSteps.moves(
                trace.steps().get(last - 1).operation(), trace.state(last - 1), trace.state(last))
            .entrySet()
            .stream()
            .findFirst()
            .map(move -> ", by %s (%s)".formatted(move.getKey(), move.getValue()))
            .map(words -> words.replace("(none: ", "("))
            .orElse("");
  }

  /** The session in a slot, now or before. */
  private static String session(Trace trace, TlaValue worker, int slot) {
    return IntStream.iterate(trace.length() - 1, i -> i >= 0, i -> i - 1)
        .mapToObj(trace::state)
        .map(state -> TlaValues.at(state.getOrDefault("pool", state.get("copies")), worker))
        .filter(slots -> elements(slots).size() >= slot)
        .map(slots -> field(elements(slots).get(slot - 1), "id"))
        .filter(Objects::nonNull)
        .findFirst()
        .map(TlaValue::toString)
        .orElse("slot " + slot);
  }

  private static String sessions(Trace trace, String words, TlaValue slots) {
    TlaValue worker = TlaValue.model(words.substring(0, words.indexOf(' ')));
    return elements(slots).stream()
        .map(slot -> session(trace, worker, slot.asInt()))
        .collect(Collectors.joining(", "));
  }

  private static TlaValue frame(Trace trace, Term term) {
    return TlaValues.at(trace.state(trace.length() - 1).get("thread"), term.path().get(1));
  }

  private static String query(TlaValue frame) {
    TlaValue session = field(frame, "session");
    TlaValue worker = field(frame, "worker");
    TlaValue other = field(frame, "with");
    String does = text(field(frame, "does"));
    return switch (does) {
      case "owner" -> "the owner of %s for %s".formatted(session, worker);
      case "shared by" -> "whether %s shares %s with %s".formatted(other, session, worker);
      case "listener" -> "for %s whether %s listens on %s".formatted(worker, other, session);
      case "listen state" -> "the listen state of %s on %s".formatted(worker, session);
      default -> does;
    };
  }

  private static String answers(TlaValue value) {
    Function<TlaValue, String> answer =
        one ->
            switch (text(one)) {
              case "TRUE" -> "yes";
              case "FALSE" -> "no";
              default -> name(one);
            };
    return value instanceof TlaValue.SetValue set
        ? set.elements().stream().map(answer).collect(Collectors.joining(" or "))
        : answer.apply(value);
  }

  /** Threads, locks and lists by their names. */
  static String name(TlaValue value) {
    List<TlaValue> parts = elements(value);
    if (NOBODY.contains(text(value))) {
      return "none";
    } else if (value instanceof TlaValue.SetValue || value instanceof TlaValue.TupleValue) {
      boolean isLock = !parts.isEmpty() && parts.get(0) instanceof TlaValue.StringValue;
      boolean isThread =
          value instanceof TlaValue.TupleValue
              && parts.size() == 2
              && parts.get(1).toString().matches("t\\d+");
      String list = parts.stream().map(Phrases::name).collect(Collectors.joining(", "));
      return isLock
          ? lock(value)
          : isThread ? ThreadSteps.name(value) : list.isEmpty() ? "none" : list;
    }
    return text(value).equals("Free") ? "free" : text(value);
  }
}
