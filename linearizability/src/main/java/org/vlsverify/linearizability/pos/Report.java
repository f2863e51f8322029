package org.vlsverify.linearizability.pos;

import java.util.ArrayList;
import java.util.List;
import org.vlsverify.linearizability.lincheck.Interleaving;
import org.vlsverify.linearizability.lincheck.Interleaving.Kind;
import org.vlsverify.linearizability.pos.Schedule.Step;
import org.vlsverify.linearizability.scenario.Scenario;

/**
 * The interleaving of one execution in words: of which object each access is, and the value read or
 * written. The execution must be run for it, with this listener. For one execution.
 */
final class Report implements Schedule.StepListener {
  private final Scenario scenario;
  private final Names names = new Names();
  private final List<String> words = new ArrayList<>();
  private Schedule schedule;

  Report(Scenario scenario) {
    this.scenario = scenario;
  }

  /** Names the objects of the implementation; before the threads, and between their steps. */
  void learn(Object sessions) {
    names.learnAll(sessions);
  }

  @Override
  public void next(List<Step> steps) {
    int last = steps.size() - 1;
    if (last > 0) {
      complete(steps, last - 1);
    }
    Step step = steps.get(last);
    String value =
        step.site().kind() == Site.Kind.READ
            ? names.content(step.site(), step.target(), step.element())
            : "";
    words.add(
        switch (step.site().kind()) {
          case BEGIN, PAUSE -> step.site().kind().toString();
          case LOCK, UNLOCK -> "";
          case CALL -> "calls " + step.site().words();
          case READ, WRITE -> access(step) + (value.isEmpty() ? "" : ": " + value);
        });
  }

  private String access(Step step) {
    String place = names.place(step.site(), step.target(), step.element());
    boolean isCall = step.site().field() == null && !step.site().words().equals(Site.ELEMENT);
    return isCall ? step.site().words() + " of " + place : step.site().kind() + " " + place;
  }

  /** A step that was about to happen has happened: what was written is known. */
  private void complete(List<Step> steps, int index) {
    Step step = steps.get(index);
    if (step.site().kind() == Site.Kind.WRITE) {
      String value = names.content(step.site(), step.target(), step.element());
      if (!value.isEmpty()) {
        words.set(index, words.get(index) + " = " + value);
      }
    }
  }

  /** The interleaving; an invocation without a switch to another thread is one step. */
  List<Interleaving.Step> interleaving(Schedule executed) {
    schedule = executed;
    List<Step> steps = schedule.steps();
    List<Interleaving.Step> out = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      int end = end(steps, i);
      if (step.site().kind() == Site.Kind.BEGIN && end >= 0 && isInOneGo(steps, i, end)) {
        out.add(step(steps.get(end), Kind.WHOLE, "", List.of()));
        i = end;
        continue;
      }
      switch (step.site().kind()) {
        case BEGIN -> out.add(step(step, Kind.BEGIN, "", List.of()));
        case LOCK -> out.add(step(step, Kind.LOCK, lock(step.target()), heldAfter(steps, i)));
        case UNLOCK -> out.add(step(step, Kind.UNLOCK, lock(step.target()), heldAfter(steps, i)));
        default -> out.add(step(step, Kind.STEP, words.get(i), heldAfter(steps, i)));
      }
      if (end == i) {
        out.add(step(step, Kind.END, "", List.of()));
      } else if (i + 1 < steps.size() && steps.get(i + 1).thread() != step.thread()) {
        out.add(step(step, Kind.SWITCH, "", heldAfter(steps, i)));
      }
    }
    schedule.blocked().forEach(wait -> out.add(waiting(wait)));
    return out;
  }

  /** The index of the last step of the invocation that a step belongs to; -1 without an end. */
  private int end(List<Step> steps, int of) {
    Step step = steps.get(of);
    int last = of;
    for (int i = of + 1; i < steps.size(); i++) {
      if (steps.get(i).thread() == step.thread()) {
        if (steps.get(i).invocation() != step.invocation()) {
          return last;
        }
        last = i;
      }
    }
    boolean unfinished =
        schedule.stuck() != null
            && !schedule.strand(step.thread()).done
            && schedule.strand(step.thread()).invocation == step.invocation();
    return unfinished ? -1 : last;
  }

  private static boolean isInOneGo(List<Step> steps, int from, int to) {
    for (int i = from; i <= to; i++) {
      if (steps.get(i).thread() != steps.get(from).thread()) {
        return false;
      }
    }
    return true;
  }

  /** The locks held when the thread makes its next step. */
  private List<String> heldAfter(List<Step> steps, int index) {
    for (int i = index + 1; i < steps.size(); i++) {
      if (steps.get(i).thread() == steps.get(index).thread()) {
        return steps.get(i).held().stream().map(this::lock).toList();
      }
    }
    return steps.get(index).held().stream().map(this::lock).toList();
  }

  private static Interleaving.Step step(Step step, Kind kind, String words, List<String> holds) {
    return new Interleaving.Step(
        step.thread(), step.invocation(), kind, words, step.site().place(), true, holds);
  }

  /** The name of a lock: of its own field, or of that of its pair. */
  private String lock(Object lock) {
    Object pair = schedule.resource(lock);
    return pair == lock || names.isKnown(lock)
        ? names.of(lock)
        : names.of(pair) + (schedule.isShared(lock) ? ".readLock" : ".writeLock");
  }

  private Interleaving.Step waiting(Step wait) {
    return new Interleaving.Step(
        wait.thread(),
        wait.invocation(),
        wait.site().kind() == Site.Kind.LOCK ? Kind.LOCK : Kind.STEP,
        wait.target() == null ? "waits for a change" : lock(wait.target()),
        wait.site().place(),
        false,
        wait.held().stream().map(this::lock).toList());
  }

  /** One line for each step, with the invocations in words. */
  String text(List<Interleaving.Step> steps, List<List<Object>> results) {
    StringBuilder out = new StringBuilder();
    for (Interleaving.Step step : steps) {
      String invocation = scenario.threads().get(step.thread()).get(step.invocation()).toString();
      String place = step.place().isEmpty() ? "" : " (" + step.place() + ")";
      out.append("  ".repeat(1 + 2 * step.thread())).append("thread ").append(step.thread() + 1);
      out.append(
          switch (step.kind()) {
            case BEGIN -> " begins " + invocation;
            case WHOLE -> ": " + invocation + " -> " + result(step, results) + ", in one go";
            case END -> " ends " + invocation + " -> " + result(step, results);
            case LOCK ->
                (step.completed() ? " takes " : " waits for ")
                    + step.words()
                    + place
                    + (step.completed() ? "" : ", holds " + step.holds());
            case UNLOCK -> " releases " + step.words() + place;
            case STEP -> " " + step.words() + place;
            case SWITCH -> " is stopped";
          });
      out.append('\n');
    }
    return out.toString();
  }

  private Object result(Interleaving.Step step, List<List<Object>> results) {
    List<Object> mine = results.get(step.thread());
    return step.invocation() < mine.size() ? mine.get(step.invocation()) : "nothing";
  }
}
