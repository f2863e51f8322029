package org.vlsverify.spec.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON of traces, read strictly: messages are for users, without the name of the file. */
final class Json {
  /** The maximal nesting depth of values. */
  static final int DEEPEST = 100;

  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new IllegalArgumentException(complaint);
    }
  }

  static JsonNode field(JsonNode node, String name) {
    require(node.has(name), "the field \"" + name + "\" is missing");
    return node.get(name);
  }

  static JsonNode array(JsonNode node, String name) {
    require(field(node, name).isArray(), "the field \"" + name + "\" is not a JSON array");
    return node.get(name);
  }

  static String text(JsonNode node, String what) {
    require(node.isTextual(), what + " should be a string, not " + shortened(node));
    return node.textValue();
  }

  static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
