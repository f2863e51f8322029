package org.vlsverify.linearizability.tracevalidation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.TlaValue;

/** Events as TLA+ values. What is not as the format says is bad input. */
final class RunText {
  private static final Pattern NAME = Pattern.compile("([wst])(0|[1-9][0-9]{0,3})");
  private static final Pattern LOCK =
      Pattern.compile(
          "life|pool|lock|unknown|table (\\S+)|session (\\S+) (\\d{1,4})|element (\\d{1,4})");

  private static final Set<String> OPERATIONS =
      Set.of(
          "open",
          "close",
          "notice",
          "listen",
          "accept",
          "epoll add",
          "epoll del",
          "fork",
          "be forked",
          "exit",
          "cleanup",
          "die");

  private static final Set<String> QUERIES =
      Set.of("owner", "shared by", "listener", "listen state");

  /** The operations in the runs of other designs than {@code locked}. */
  private static final Set<String> CALLS =
      Stream.concat(QUERIES.stream(), Stream.of(Action.values()).map(CallRecording::op))
          .collect(Collectors.toSet());

  private static final Pattern STEP = Pattern.compile("[a-z]+(:? [a-z]+)*");

  private static final Set<String> LIVES = Set.of("unborn", "forking", "live", "dead");

  private static final int MOST = 16;

  private static final Pattern OUTCOME = Pattern.compile("[a-z]+(-[a-z]+)*");

  private final RecordedRun.Header header;

  /** Number of a call to its outcome. */
  private final Map<Integer, String> refusals;

  RunText(RecordedRun.Header header) {
    this(header, List.of());
  }

  /**
   * @param events of the run, not null
   */
  RunText(RecordedRun.Header header, List<RunEvent> events) {
    this.header = header;
    this.refusals =
        events.stream()
            .filter(event -> "refused".equals(event.event()) && event.call() != null)
            .collect(
                Collectors.toMap(
                    RunEvent::call, event -> String.valueOf(event.what()), (one, two) -> two));
  }

  /** Checks the header. */
  void header() {
    for (int bound : new int[] {header.workers(), header.threads(), header.slots()}) {
      require(bound >= 1 && bound <= MOST, "workers, threads and slots must be from 1 to " + MOST);
    }
    for (int bound : new int[] {header.sessions(), header.sharedCapacity()}) {
      require(bound >= 0 && bound <= MOST, "sessions and sharedCapacity are at most " + MOST);
    }
    require(header.listenable() != null, "listenable is missing");
    header.listenable().forEach(this::session);
    worker(header.root());
    require(RunDesign.named(header.design()).isPresent(), "there is no design " + header.design());
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new BadInputException(complaint);
    }
  }

  String event(RunEvent e) {
    require(e.event() != null, "event is missing");
    String head = "[k |-> \"%s\", t |-> %s".formatted(e.event(), thread(e.thread()));
    return head
        + switch (e.event()) {
          case "want" -> "%s, m |-> %s]".formatted(operation(e), mode(e.mode()));
          case "take" -> take(e);
          case "work", "die" -> work(e);
          case "step" -> step(e);
          case "end" -> isLocked() ? "]" : operation(e) + answer(e) + "]";
          case "stuck", "threw" -> "]";
          case "call" -> "%s, c |-> %s, o |-> \"%s\"]".formatted(operation(e), call(e), outcome(e));
          case "refused" -> ", c |-> %s]".formatted(call(e));
          default -> throw new BadInputException("there is no event " + e.event());
        };
  }

  private static int call(RunEvent e) {
    return number(e.call(), 0, Integer.MAX_VALUE, "call");
  }

  private String outcome(RunEvent e) {
    String outcome = refusals.get(e.call());
    require(outcome != null, "the call " + e.call() + " is not refused");
    require(OUTCOME.matcher(outcome).matches(), "there is no outcome \"" + outcome + "\"");
    return outcome;
  }

  private String take(RunEvent e) {
    return "%s, l |-> %s, m |-> %s]".formatted(operation(e), lock(e.lock()), mode(e.mode()));
  }

  private boolean isLocked() {
    return header.runDesign() == RunDesign.LOCKED;
  }

  private String operation(RunEvent e) {
    boolean isKnown = isLocked() ? OPERATIONS.contains(e.op()) : CALLS.contains(e.op());
    require(isKnown, "there is no operation " + e.op());
    String words =
        ", op |-> \"%s\", a |-> %s".formatted(e.op(), e.on() == null ? "NoWorker" : named(e.on()));
    return isLocked() ? words : words + ", w |-> " + worker(e.worker());
  }

  private String step(RunEvent e) {
    require(
        e.at() != null && STEP.matcher(e.at()).matches(), "there is no step \"" + e.at() + "\"");
    String other = e.other() == null ? "NoWorker" : worker(e.other());
    return "%s, at |-> \"%s\", other |-> %s%s".formatted(operation(e), e.at(), other, parts(e));
  }

  /** The answer of a query; whether it is a worker, a state or none of these its name says. */
  private String answer(RunEvent e) {
    if (!QUERIES.contains(e.op())) {
      return "";
    }
    String what = String.valueOf(e.what());
    return ", ans |-> "
        + switch (e.op()) {
          case "owner" -> what.equals("nobody") ? "NoWorker" : worker(what);
          case "listen state" -> {
            require(OUTCOME.matcher(what).matches(), "there is no answer \"" + what + "\"");
            yield "\"" + what + "\"";
          }
          default -> {
            require(Set.of("true", "false").contains(what), "an answer is true or false");
            yield bool(Boolean.parseBoolean(what));
          }
        };
  }

  private String work(RunEvent e) {
    require(e.event().equals("die") || e.holds() != null, "holds is missing");
    String operation = e.event().equals("die") ? "" : operation(e);
    return operation + result(e) + ", held |-> " + set(e.holds(), this::held) + parts(e);
  }

  /** The outcome or the answer, if it is an event of {@code global-lock}. */
  private String result(RunEvent e) {
    if (isLocked() || QUERIES.contains(e.op())) {
      return isLocked() ? "" : answer(e);
    }
    require(
        e.what() != null && OUTCOME.matcher(e.what()).matches(), "there is no outcome " + e.what());
    return ", o |-> \"" + e.what() + "\"";
  }

  private String parts(RunEvent e) {
    return ", els |-> %s, cps |-> %s, lives |-> %s, hasFree |-> %s, free |-> %s, attach |-> %s, detach |-> %s, gone |-> %s, tell |-> %s]"
        .formatted(
            set(e.elements(), this::element),
            set(e.copies(), this::copy),
            set(e.lives(), this::life),
            e.free() == null ? "FALSE" : "TRUE",
            sequence(e.free(), index -> Integer.toString(index)),
            set(e.attach(), this::pair),
            set(e.detach(), this::pair),
            set(e.disconnect(), this::session),
            sequence(e.owner(), this::pair));
  }

  private static <T> String list(
      Collection<T> values, String begin, String end, Function<T, String> text) {
    Stream<T> all = values == null ? Stream.empty() : values.stream();
    return all.map(text).collect(Collectors.joining(", ", begin, end));
  }

  private static <T> String set(Collection<T> values, Function<T, String> text) {
    return list(values, "{", "}", text);
  }

  private static <T> String sequence(Collection<T> values, Function<T, String> text) {
    return list(values, "<<", ">>", text);
  }

  private String named(String name) {
    Matcher matcher = NAME.matcher(String.valueOf(name));
    require(matcher.matches(), "\"" + name + "\" is no name such as w0, s0 or t0");
    int number = Integer.parseInt(matcher.group(2));
    int bound =
        switch (matcher.group(1)) {
          case "w" -> header.workers();
          case "s" -> header.sessions();
          default -> header.threads();
        };
    require(number < bound, "there is no " + name);
    return name;
  }

  private String kind(String name, String letter, String what) {
    require(String.valueOf(name).startsWith(letter), "\"" + name + "\" is no " + what);
    return named(name);
  }

  private String worker(String name) {
    return kind(name, "w", "worker");
  }

  private String session(String name) {
    return kind(name, "s", "session");
  }

  private String thread(String name) {
    String[] parts = String.valueOf(name).split("\\.", -1);
    require(parts.length == 2, "\"" + name + "\" is no thread such as w0.t0");
    return "<<%s, %s>>".formatted(worker(parts[0]), kind(parts[1], "t", "thread"));
  }

  private String pair(String names) {
    String[] parts = String.valueOf(names).split(" ", -1);
    require(parts.length == 2, "\"" + names + "\" is no pair of a worker and a session");
    return "<<%s, %s>>".formatted(named(parts[0]), named(parts[1]));
  }

  private String lock(String lock) {
    Matcher matcher = LOCK.matcher(String.valueOf(lock));
    require(matcher.matches(), "there is no lock \"" + lock + "\"");
    if (matcher.group(1) != null) {
      return "<<\"table\", %s>>".formatted(worker(matcher.group(1)));
    }
    if (matcher.group(2) != null) {
      return "<<\"session\", %s, %s>>".formatted(worker(matcher.group(2)), matcher.group(3));
    }
    if (matcher.group(4) != null) {
      return "<<\"element\", %s>>".formatted(matcher.group(4));
    }
    return "<<\"%s\">>".formatted(lock);
  }

  private static String mode(String mode) {
    require("read".equals(mode) || "write".equals(mode), "a mode is read or write, not " + mode);
    return "\"" + mode.charAt(0) + "\"";
  }

  private String held(String lock) {
    int blank = String.valueOf(lock).lastIndexOf(' ');
    require(blank > 0, "\"" + lock + "\" is no lock with its mode");
    return "<<%s, %s>>".formatted(lock(lock.substring(0, blank)), mode(lock.substring(blank + 1)));
  }

  private static int number(Integer number, int lowest, int highest, String what) {
    require(
        number != null && number >= lowest && number <= highest,
        "there is no " + what + " " + number);
    return number;
  }

  private String element(RunEvent.Element e) {
    boolean isNumbered = header.runDesign() != RunDesign.GLOBAL_LOCK;
    int index =
        isNumbered ? number(e.index(), 1, header.sharedCapacity(), "index of shared data") : 0;
    if (e.session() == null) {
      require(isNumbered, "an element has no session");
      return "<<%d>>".formatted(index);
    }
    require(
        Stream.of(e.subscribers(), e.listeners(), e.attached()).noneMatch(list -> list == null)
            && e.notices() != null,
        "of element " + index + " a field is missing");
    return "<<%d, %s, %s, %s, %s, %s, %d>>"
        .formatted(
            index,
            session(e.session()),
            worker(e.owner()),
            sequence(e.subscribers(), this::worker),
            set(e.listeners(), this::worker),
            set(e.attached(), this::worker),
            e.notices());
  }

  private String copy(RunEvent.Copy c) {
    String slot =
        "%s, %d".formatted(worker(c.worker()), number(c.slot(), 1, header.slots(), "slot"));
    if (c.session() == null) {
      return "<<" + slot + ">>";
    }
    require(
        c.listens() != null && c.waits() != null,
        "of the copy in slot " + c.slot() + " of " + c.worker() + " a field is missing");
    return "<<%s, %s, %d, %s, %s>>"
        .formatted(
            slot,
            session(c.session()),
            header.runDesign() == RunDesign.GLOBAL_LOCK
                ? 0
                : number(c.element(), 0, header.sharedCapacity(), "index of shared data"),
            bool(c.listens()),
            bool(c.waits()));
  }

  private static String bool(boolean value) {
    return value ? "TRUE" : "FALSE";
  }

  private String life(RunEvent.Life l) {
    require(LIVES.contains(l.life()), "there is no life " + l.life());
    String parent = l.parent() == null ? "NoWorker" : worker(l.parent());
    return "<<%s, \"%s\", %s>>".formatted(worker(l.worker()), l.life(), parent);
  }

  /** Whether a value of the specification is the thread of this name. */
  static boolean isThread(TlaValue thread, String name) {
    List<TlaValue> parts = thread.elements();
    return name.equals(parts.get(0) + "." + parts.get(1));
  }

  /** The names of all workers, sessions and threads. */
  List<String> names() {
    return Stream.of(
            names("w", header.workers()),
            names("s", header.sessions()),
            names("t", header.threads()))
        .flatMap(List::stream)
        .toList();
  }

  static List<String> names(String letter, int count) {
    return Stream.iterate(0, i -> i + 1).limit(count).map(i -> letter + i).toList();
  }
}
