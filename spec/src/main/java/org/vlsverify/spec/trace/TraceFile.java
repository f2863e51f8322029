package org.vlsverify.spec.trace;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vlsverify.spec.run.BadInputException;

/**
 * Reads traces of this project and of other tools: the Informal Trace Format, the output of TLC,
 * and its JSON.
 */
public final class TraceFile {
  /** Stands for standard input. */
  public static final Path STANDARD_INPUT = Path.of("-");

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private TraceFile() {}

  /**
   * Reads all traces of a file. Only the output of TLC can have more than one, if it went on after
   * an error.
   *
   * @param file a file, or {@link #STANDARD_INPUT}; not null
   * @return the traces in their order, at least one
   * @throws BadInputException if a file is missing, or it does not hold a trace that can be read
   */
  public static List<Trace> read(Path file) {
    boolean standard = file.equals(STANDARD_INPUT);
    String name = standard ? "Standard input" : "The file " + file;
    String text = standard ? standardInput(name) : text(file, name);
    if (text.isBlank()) {
      throw new BadInputException(name + " is empty.");
    }
    try {
      return parse(text);
    } catch (JsonProcessingException e) {
      throw new BadInputException(name + notJson(e, text.stripTrailing()) + ".", e);
    } catch (RuntimeException e) {
      throw new BadInputException(name + " does not hold a trace: " + oneLine(e) + ".", e);
    }
  }

  /** A log may begin as JSON does. */
  private static List<Trace> parse(String text) throws JsonProcessingException {
    boolean isOutput = TlcText.looksLike(text);
    char first = text.stripLeading().charAt(0);
    if (isOutput && first != '{' && first != '[') {
      return TlcText.read(text);
    }
    JsonNode root;
    try {
      root = Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      if (isOutput) {
        return TlcText.read(text);
      }
      throw e;
    }
    boolean isItf = root.has("vars") && root.has(ItfReader.STATES);
    return List.of(!isItf && TlcDump.looksLike(root) ? TlcDump.read(root) : ItfReader.read(root));
  }

  private static String notJson(JsonProcessingException e, String json) {
    JsonLocation where = e.getLocation();
    if (e instanceof StreamConstraintsException) {
      return " is nested more deeply than "
          + Json.DEEPEST
          + " levels, or has numbers or names too long";
    }
    if (e instanceof JsonEOFException || where != null && where.getCharOffset() >= json.length()) {
      return " is cut off: its JSON has no end";
    }
    return where == null
        ? " is not proper JSON"
        : " is not proper JSON, see line " + where.getLineNr() + ", column " + where.getColumnNr();
  }

  private static String text(Path file, String name) {
    try {
      if (!Files.exists(file)) {
        throw new BadInputException("There is no file " + file + ".");
      }
      if (Files.isDirectory(file)) {
        throw new BadInputException(file + " is a folder, not a file with a trace.");
      }
      if (Files.size(file) > TraceJson.MOST_BYTES) {
        throw new BadInputException(
            "%s has %,d bytes; a trace may have %,d."
                .formatted(name, Files.size(file), TraceJson.MOST_BYTES));
      }
      return decoded(Files.readAllBytes(file));
    } catch (CharacterCodingException e) {
      throw new BadInputException(name + " is not text in UTF-8.", e);
    } catch (IOException e) {
      throw new BadInputException(name + " cannot be read.", e);
    }
  }

  private static String standardInput(String name) {
    // Standard input is not closed here.
    InputStream in = System.in;
    try {
      byte[] bytes = in.readNBytes((int) TraceJson.MOST_BYTES + 1);
      if (bytes.length > TraceJson.MOST_BYTES) {
        throw new BadInputException(
            "%s has more than %,d bytes.".formatted(name, TraceJson.MOST_BYTES));
      }
      return decoded(bytes);
    } catch (CharacterCodingException e) {
      throw new BadInputException(name + " is not text in UTF-8.", e);
    } catch (IOException e) {
      throw new BadInputException(name + " cannot be read.", e);
    }
  }

  /** UTF-8, or the UTF-16 that some shells write, which begins with a byte order mark. */
  private static String decoded(byte[] bytes) throws CharacterCodingException {
    Charset charset = StandardCharsets.UTF_8;
    if (bytes.length >= 2 && (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
        || bytes.length >= 2 && (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)) {
      charset = StandardCharsets.UTF_16;
    }
    String text =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static String oneLine(RuntimeException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }
}
