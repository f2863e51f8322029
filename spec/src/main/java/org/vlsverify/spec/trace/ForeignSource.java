package org.vlsverify.spec.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vlsverify.spec.tlc.Verdict;

/**
 * The content of a file of another tool besides the behaviour. A file in the Informal Trace Format
 * is kept completely, since it has distinctions that TLA+ does not have, such as tuple and list:
 * writing it again loses nothing.
 *
 * <p>Immutable: only this package has access to the JSON, and does not change it.
 */
public final class ForeignSource {
  /** The fields about the format, not about the trace. */
  private static final Set<String> OF_THE_FORMAT =
      Set.of("format", "format-description", "varTypes", "index");

  private static final Set<String> VIOLATED =
      Set.of("violation", "violated", "counterexample", "failure", "failed", "error");

  private final String says;
  private final ObjectNode itf;

  private ForeignSource(String says, ObjectNode itf) {
    this.says = says;
    this.itf = itf;
  }

  /** The source of a trace that was read from this JSON. */
  static ForeignSource of(ObjectNode itf) {
    return new ForeignSource(
        itf.path(ItfReader.META).properties().stream()
            .filter(field -> field.getValue().isValueNode() && !field.getValue().isNull())
            .filter(field -> !OF_THE_FORMAT.contains(field.getKey()))
            .map(field -> field.getKey() + ": " + field.getValue().asText())
            .collect(Collectors.joining("; ")),
        itf);
  }

  /** The source of a trace that was read from the output of TLC; nothing else is kept. */
  static ForeignSource ofOutput(List<String> lines) {
    return new ForeignSource(String.join("; ", lines), null);
  }

  /**
   * @return the file's note on the whole trace, such as: status: violation; empty if there is none
   */
  public String says() {
    return says;
  }

  /** The whole file, if it has the format. */
  Optional<ObjectNode> itf() {
    return Optional.ofNullable(itf);
  }

  /** The verdict for the status in the file. */
  static Verdict verdict(JsonNode meta) {
    String status = meta.path("status").asText("").toLowerCase(java.util.Locale.ROOT);
    if (VIOLATED.contains(status)) {
      return Verdict.VIOLATION;
    }
    return status.equals("ok") ? Verdict.OK : Verdict.NOT_SAID;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ForeignSource source
        && source.says.equals(says)
        && Objects.equals(source.itf, itf);
  }

  @Override
  public int hashCode() {
    return Objects.hash(says, itf);
  }

  @Override
  public String toString() {
    return "a file that says: " + says;
  }
}
