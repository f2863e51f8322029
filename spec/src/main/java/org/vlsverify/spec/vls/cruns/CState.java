package org.vlsverify.spec.vls.cruns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The recorded states of one run, as records of TLA+. The harness reads the state without a lock:
 * so threads that are about to get or to give back a lock are named beside its word, and the number
 * of threads says nothing while one registers.
 */
final class CState {
  private static final String REGISTERS = "vls_mt_add";
  private static final String FORKED = "vls_app_fork_child_handler";

  private final CMapping mapping;
  private final CNames names;

  /** Thread to the event with which it is about to get or to give back a lock. */
  private final Map<String, CEvent> moving = new HashMap<>();

  private final Map<String, String> registering = new HashMap<>();
  private final Set<String> forking = new HashSet<>();

  CState(CMapping mapping, CNames names) {
    this.mapping = mapping;
    this.names = names;
  }

  void before(CEvent event) {
    moving.remove(event.actor());
    if (event.is("exit", REGISTERS)) {
      registering.remove(event.actor());
    } else if (event.is("enter", REGISTERS)) {
      registering.put(event.actor(), event.process());
    } else if (event.event().equals("fork_child_begin") || event.is("enter", FORKED)) {
      forking.add(event.process());
    } else if (event.is("exit", FORKED)) {
      forking.remove(event.process());
    }
  }

  void after(CEvent event) {
    if (event.event().equals("want") || event.event().equals("rel")) {
      moving.put(event.actor(), event);
    }
  }

  String tla(CEvent event) {
    List<String> elements = new ArrayList<>();
    List<String> copies = new ArrayList<>();
    List<String> words = new ArrayList<>();
    List<String> children = new ArrayList<>();
    for (JsonNode element : event.json().get("el")) {
      int index = element.get("i").intValue();
      elements.add(
          "[i |-> %d, owner |-> %s, subscribers |-> <<%s>>, listeners |-> {%s}]"
              .formatted(
                  index + 1,
                  CNames.worker(element.get("own").intValue()),
                  workers(element.get("sub")),
                  workers(element.get("lis"))));
      word(words, "element:" + index, element.get("lk").intValue());
    }
    for (JsonNode worker : event.json().get("cp")) {
      int w = worker.get("w").intValue();
      int child = worker.get("fc").intValue();
      children.add(
          "<<%s, %s>>".formatted(CNames.worker(w), child < 0 ? "NoWorker" : CNames.worker(child)));
      for (JsonNode copy : worker.get("s")) {
        int slot = copy.get(0).intValue();
        copies.add(
            "[w |-> %s, slot |-> %d, worker |-> %s, index |-> %d, listen |-> %s]"
                .formatted(
                    CNames.worker(w),
                    slot + 1,
                    CNames.worker(copy.get(2).intValue()),
                    copy.get(3).intValue() + 1,
                    CSteps.strings(mapping.states(event, copy.get(4).intValue()))));
        word(words, "session:" + w + ":" + slot, copy.get(5).intValue());
      }
    }
    word(words, "pool", event.json().get("pool").intValue());
    word(words, "table", event.json().get("table").intValue());
    return "[els |-> {%s}, cps |-> {%s}, words |-> {%s}, counts |-> {%s}, children |-> {%s}]"
        .formatted(
            String.join(", ", elements),
            String.join(", ", copies),
            String.join(", ", words),
            count(event),
            String.join(", ", children));
  }

  private static String workers(JsonNode numbers) {
    return String.join(
        ", ",
        StreamSupport.stream(numbers.spliterator(), false)
            .map(number -> CNames.worker(number.intValue()))
            .toList());
  }

  private void word(List<String> words, String lock, int word) {
    List<String> modes =
        moving.values().stream()
            .filter(event -> event.lock().equals(lock))
            .map(event -> event.text("mode"))
            .distinct()
            .toList();
    words.add("<<%s, %d, %s>>".formatted(CSteps.lock(lock), word, CSteps.strings(modes)));
  }

  /** The number of registered threads, without the first; a child begins with its parent's. */
  private String count(CEvent event) {
    String process = event.process();
    if (!names.isKnown(process)
        || forking.contains(process)
        || registering.containsValue(process)) {
      return "";
    }
    return "<<%s, %d>>"
        .formatted(CNames.worker(names.worker(process)), event.json().get("nthr").intValue());
  }
}
