package org.vlsverify.spec.vls;

import static org.vlsverify.spec.tla.TlaValues.at;
import static org.vlsverify.spec.tla.TlaValues.elements;
import static org.vlsverify.spec.tla.TlaValues.field;
import static org.vlsverify.spec.tla.TlaValues.first;
import static org.vlsverify.spec.tla.TlaValues.mappings;
import static org.vlsverify.spec.tla.TlaValues.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Trace;

/**
 * What is at fault in a step that violates a property of steps. The state alone does not show it;
 * so there are words that say what was before.
 */
final class FaultySteps {
  /** Property to who finds what violates it, and nothing if the step does not. */
  private static final Map<String, Consumer<FaultySteps>> FINDERS = new TreeMap<>();

  static {
    FINDERS.put("FirstSubscriberInherits", FaultySteps::firstSubscriberInherits);
    FINDERS.put("OrderOfSubscribers", FaultySteps::orderOfSubscribers);
    FINDERS.put("ParentSharesFirst", FaultySteps::parentSharesFirst);
    FINDERS.put("LastSubscriberFrees", FaultySteps::lastSubscriberFrees);
    FINDERS.put("OnlyIdleOwnerIsStopped", FaultySteps::onlyIdleOwnerIsStopped);
    FINDERS.put("NobodyAttachesOthers", FaultySteps::nobodyAttachesOthers);
    FINDERS.put("ForkCopiesAll", FaultySteps::forkCopiesAll);
    FINDERS.put("OnlyUnusedIsFreed", FaultySteps::onlyUnusedIsFreed);
    FINDERS.put("NoFreeOfOthers", FaultySteps::noFreeOfOthers);
    FINDERS.put("TakenWhenFree", FaultySteps::takenWhenFree);
  }

  private final Map<String, TlaValue> constants;
  private final Map<String, TlaValue> before;
  private final Map<String, TlaValue> after;
  private final Map<List<String>, String> found = new LinkedHashMap<>();

  private FaultySteps(
      Map<String, TlaValue> constants, Map<String, TlaValue> before, Map<String, TlaValue> after) {
    this.constants = constants;
    this.before = before;
    this.after = after;
  }

  /** The properties that are known here. */
  static Iterable<String> properties() {
    return FINDERS.keySet();
  }

  /**
   * Which parts of the state after a step are at fault, and in words why.
   *
   * @param property one that is known here
   * @param trace not null
   * @param index of the state after the step
   * @return nothing if the step does not violate the property
   */
  static Map<List<String>, String> of(String property, Trace trace, int index) {
    FaultySteps step =
        new FaultySteps(trace.constants(), trace.state(Math.max(0, index - 1)), trace.state(index));
    FINDERS.get(property).accept(step);
    return step.found;
  }

  private void add(String words, Object... path) {
    found.put(List.of(path).stream().map(Object::toString).toList(), words);
  }

  private static String list(List<TlaValue> workers) {
    return workers.isEmpty()
        ? "nobody"
        : workers.stream().map(TlaValue::toString).collect(Collectors.joining(", "));
  }

  private static boolean isThere(TlaValue value) {
    return value instanceof TlaValue.RecordValue;
  }

  // Shared data.

  /** What is done to the shared data of a session. */
  private interface Sharing {
    void consider(TlaValue session, TlaValue old, TlaValue now);
  }

  private void sharing(Sharing step) {
    mappings(after.get("shared"))
        .forEach((session, now) -> step.consider(session, at(before.get("shared"), session), now));
  }

  private static List<TlaValue> subscribers(TlaValue data) {
    return elements(field(data, "subscribers"));
  }

  private void firstSubscriberInherits() {
    sharing(
        (session, old, now) -> {
          TlaValue owner = field(now, "owner");
          TlaValue last = field(old, "owner");
          if (!isThere(old) || !isThere(now) || owner.equals(last)) {
            return;
          }
          List<String> wrong = new ArrayList<>();
          if (subscribers(now).contains(last)) {
            wrong.add("its owner %s is still among the subscribers".formatted(last));
          }
          TlaValue heir = first(field(now, "subscribers"));
          if (!owner.equals(heir)) {
            wrong.add("the first subscriber is " + heir);
          }
          if (!wrong.isEmpty()) {
            String why = String.join(", and ", wrong);
            add(
                "%s became owner of %s, though %s".formatted(owner, session, why),
                "shared",
                session,
                "owner");
          }
        });
  }

  private void orderOfSubscribers() {
    sharing(
        (session, old, now) -> {
          if (isThere(old) && isThere(now)) {
            List<TlaValue> were = subscribers(old);
            List<TlaValue> are = subscribers(now);
            List<TlaValue> gone = were.stream().filter(w -> !are.contains(w)).toList();
            boolean oneLeft = gone.size() == 1 && are.size() == were.size() - 1;
            boolean oneJoined =
                are.size() == were.size() + 1 && are.subList(0, were.size()).equals(were);
            if (oneLeft && !are.equals(without(were, gone.get(0)))) {
              add(
                  "the subscribers of %s are %s after %s left, and not %s"
                      .formatted(session, list(are), gone.get(0), list(without(were, gone.get(0)))),
                  "shared",
                  session,
                  "subscribers");
            } else if (!oneLeft && !oneJoined && !are.equals(were)) {
              add(
                  "the subscribers of %s were %s and are %s"
                      .formatted(session, list(were), list(are)),
                  "shared",
                  session,
                  "subscribers");
            }
          }
        });
  }

  /** The last one moves into the hole. */
  private static List<TlaValue> without(List<TlaValue> subscribers, TlaValue leaver) {
    List<TlaValue> rest = new ArrayList<>(subscribers);
    rest.set(rest.indexOf(leaver), rest.get(rest.size() - 1));
    rest.remove(rest.size() - 1);
    return rest;
  }

  private void parentSharesFirst() {
    sharing(
        (session, old, now) -> {
          if (isThere(old) || !isThere(now)) {
            return;
          }
          List<TlaValue> children =
              mappings(before.get("life")).entrySet().stream()
                  .filter(worker -> text(worker.getValue()).equals("forking"))
                  .map(Map.Entry::getKey)
                  .toList();
          boolean right =
              children.stream()
                  .anyMatch(
                      child -> {
                        TlaValue parent = at(before.get("parent"), child);
                        return parent.equals(field(now, "owner"))
                            && subscribers(now).equals(List.of(parent, child));
                      });
          List<TlaValue> sharing = children.stream().filter(subscribers(now)::contains).toList();
          if (right) {
            return;
          }
          if (sharing.size() != 1) {
            add(
                "the first subscribers of %s are %s, and not a parent and its child"
                    .formatted(session, list(subscribers(now))),
                "shared",
                session,
                "subscribers");
            return;
          }
          TlaValue child = sharing.get(0);
          TlaValue parent = at(before.get("parent"), child);
          TlaValue owner = field(now, "owner");
          if (!owner.equals(parent)) {
            add(
                "the first owner of %s is %s, and not the parent %s"
                    .formatted(session, owner, parent),
                "shared",
                session,
                "owner");
          }
          if (!subscribers(now).equals(List.of(parent, child))) {
            add(
                "the first subscribers of %s are %s, and not %s"
                    .formatted(session, list(subscribers(now)), list(List.of(parent, child))),
                "shared",
                session,
                "subscribers");
          }
        });
  }

  private void lastSubscriberFrees() {
    sharing(
        (session, old, now) -> {
          if (isThere(old) && !isThere(now) && subscribers(old).size() != 1) {
            add(
                "the shared data of %s was freed while its subscribers were %s"
                    .formatted(session, list(subscribers(old))),
                "shared",
                session);
          }
        });
  }

  // Copies.

  /** What is done to a place of a private pool. */
  private interface Copying {
    void consider(TlaValue worker, int slot, TlaValue old, TlaValue now);
  }

  private void copying(Copying step) {
    mappings(after.get("pool"))
        .forEach(
            (worker, slots) -> {
              List<TlaValue> were = elements(at(before.get("pool"), worker));
              for (int i = 0; i < elements(slots).size(); i++) {
                step.consider(worker, i + 1, were.get(i), elements(slots).get(i));
              }
            });
  }

  private static boolean listens(TlaValue copy) {
    return text(field(copy, "listen")).equals("listen");
  }

  private static boolean waits(TlaValue copy) {
    return text(field(copy, "waits")).equals("TRUE");
  }

  private void onlyIdleOwnerIsStopped() {
    copying(
        (worker, slot, old, now) -> {
          TlaValue session = field(old, "id");
          if (!listens(old)
              || !text(field(now, "listen")).equals("passive")
              || waits(old) && !waits(now)) {
            return;
          }
          TlaValue was = at(before.get("shared"), session);
          TlaValue is = at(after.get("shared"), session);
          List<String> wrong = new ArrayList<>();
          if (!worker.equals(field(was, "owner"))) {
            wrong.add("does not own it");
          }
          if (elements(field(was, "listeners")).contains(worker)) {
            wrong.add("wants connections");
          }
          if (isThere(was)
              && isThere(is)
              && field(was, "listeners").equals(field(is, "listeners"))) {
            wrong.add("is in nobody's way");
          }
          if (!wrong.isEmpty()) {
            add(
                "%s was stopped listening on %s, though it %s"
                    .formatted(worker, session, String.join(", and ", wrong)),
                "pool",
                worker,
                slot,
                "listen");
          }
        });
  }

  private void nobodyAttachesOthers() {
    copying(
        (worker, slot, old, now) -> {
          String life = text(at(before.get("life"), worker));
          if (listens(now) && !listens(old) && (!life.equals("live") || !isThere(old))) {
            add(
                "%s listens on %s, %s"
                    .formatted(
                        worker,
                        field(now, "id"),
                        isThere(old)
                            ? "which did not, and it is " + life
                            : "of which it had no copy before"),
                "pool",
                worker,
                slot,
                "listen");
          }
        });
  }

  private void forkCopiesAll() {
    TlaValue room = constants.get("SharedCapacity");
    long shared =
        mappings(before.get("shared")).values().stream().filter(FaultySteps::isThere).count();
    if (room != null && shared == room.asInt()) {
      return;
    }
    copying(
        (child, slot, old, now) -> {
          TlaValue parent = at(before.get("parent"), child);
          List<TlaValue> parents = elements(at(before.get("pool"), parent));
          if (text(at(before.get("life"), child)).equals("forking")
              && text(at(after.get("life"), child)).equals("live")
              && isThere(old) != isThere(parents.get(slot - 1))) {
            TlaValue held = isThere(old) ? old : parents.get(slot - 1);
            add(
                isThere(old)
                    ? "%s is live, and has a copy of %s, which its parent %s has not"
                        .formatted(child, field(held, "id"), parent)
                    : "%s is live without a copy of %s, which its parent %s has"
                        .formatted(child, field(held, "id"), parent),
                "pool",
                child,
                slot);
          }
        });
  }

  // The specifications of threads.

  private void onlyUnusedIsFreed() {
    List<TlaValue> were = elements(before.get("elements"));
    List<TlaValue> are = elements(after.get("elements"));
    for (int i = 0; i < Math.min(were.size(), are.size()); i++) {
      if (!isThere(were.get(i)) || isThere(are.get(i))) {
        continue;
      }
      int element = i + 1;
      for (TlaValue worker : subscribers(were.get(i))) {
        List<TlaValue> copies = elements(at(after.get("copies"), worker));
        for (int slot = 1; slot <= copies.size(); slot++) {
          TlaValue copy = copies.get(slot - 1);
          if (isThere(copy)
              && !text(field(copy, "listen")).equals("closed")
              && text(field(copy, "index")).equals(Integer.toString(element))) {
            add(
                "element %d was freed while its subscribers were %s"
                    .formatted(element, list(subscribers(were.get(i)))),
                "elements",
                element);
            add(
                "%s’s copy of %s refers to element %d, which is free"
                    .formatted(worker, field(copy, "id"), element),
                "copies",
                worker,
                slot,
                "index");
          }
        }
      }
    }
  }

  // The pools of workers.

  /** What is done to an element of one of the pools. */
  private interface Pooling {
    void consider(String pool, int index, TlaValue old, TlaValue now);
  }

  private void pooling(Pooling step) {
    for (String pool : List.of("vcl", "vls")) {
      List<TlaValue> were = elements(field(before.get(pool), "elements"));
      List<TlaValue> are = elements(field(after.get(pool), "elements"));
      for (int i = 0; i < Math.min(were.size(), are.size()); i++) {
        if (!text(were.get(i)).equals("Free") && !were.get(i).equals(are.get(i))) {
          step.consider(pool, i + 1, were.get(i), are.get(i));
        }
      }
    }
  }

  private void noFreeOfOthers() {
    pooling(
        (pool, index, old, now) -> {
          String place = text(field(at(before.get("thread"), old), "at"));
          if (text(now).equals("Free") && !place.equals("dead") && !place.startsWith("exit:")) {
            add(
                "element %d of %s was freed, which is %s’s, who neither is dead nor exits"
                    .formatted(index, pool, old),
                pool,
                "elements",
                index);
          }
        });
  }

  private void takenWhenFree() {
    pooling(
        (pool, index, old, now) -> {
          if (!text(now).equals("Free")) {
            add(
                "element %d of %s is %s’s now, and was not free but %s’s"
                    .formatted(index, pool, now, old),
                pool,
                "elements",
                index);
          }
        });
  }
}
