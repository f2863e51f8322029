package org.vlsverify.spec.vls.cruns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValues;

/** Elements and copies in words, as recorded and as specified, so that they can be compared. */
final class RecordedWords {
  private static final String FREE = "Free";

  private RecordedWords() {}

  static List<String> of(CEvent event) {
    List<String> lines = new ArrayList<>();
    for (JsonNode element : event.json().get("el")) {
      lines.add(
          element(
              element.get("i").intValue(),
              CNames.worker(element.get("own").intValue()),
              names(element.get("sub")),
              names(element.get("lis"))));
    }
    for (JsonNode worker : event.json().get("cp")) {
      for (JsonNode copy : worker.get("s")) {
        lines.add(
            copy(
                CNames.worker(worker.get("w").intValue()),
                copy.get(0).intValue(),
                CNames.worker(copy.get(2).intValue()),
                copy.get(3).intValue()));
      }
    }
    return lines;
  }

  private static List<String> names(JsonNode workers) {
    return StreamSupport.stream(workers.spliterator(), false)
        .map(worker -> CNames.worker(worker.intValue()))
        .toList();
  }

  static List<String> of(SpecSession session, int state) {
    List<String> lines = new ArrayList<>();
    int index = 0;
    for (TlaValue element : TlaValues.elements(session.value(state, "elements"))) {
      if (!element.toString().equals(FREE)) {
        lines.add(
            element(
                index,
                plain(TlaValues.field(element, "owner")),
                plain(TlaValues.elements(TlaValues.field(element, "subscribers"))),
                plain(TlaValues.elements(TlaValues.field(element, "listeners")))));
      }
      index++;
    }
    for (Map.Entry<TlaValue, TlaValue> worker :
        TlaValues.mappings(session.value(state, "copies")).entrySet()) {
      int slot = 0;
      for (TlaValue copy : TlaValues.elements(worker.getValue())) {
        if (!copy.toString().equals(FREE)) {
          lines.add(
              copy(
                  plain(worker.getKey()),
                  slot,
                  plain(TlaValues.field(copy, "worker")),
                  TlaValues.field(copy, "index").asInt() - 1));
        }
        slot++;
      }
    }
    return lines;
  }

  private static String element(
      int index, String owner, List<String> subscribers, List<String> listeners) {
    return "element %d: owner %s, subscribers %s, listeners %s"
        .formatted(index, owner, subscribers, listeners);
  }

  private static String copy(String worker, int slot, String of, int element) {
    return "copy of %s in slot %d: of worker %s, %s"
        .formatted(worker, slot, of, element < 0 ? "private" : "element " + element);
  }

  private static List<String> plain(List<TlaValue> values) {
    return values.stream().map(RecordedWords::plain).toList();
  }

  static String plain(TlaValue value) {
    return value.toString().replace("\"", "");
  }
}
