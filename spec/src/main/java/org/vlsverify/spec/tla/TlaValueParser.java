package org.vlsverify.spec.tla;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values and states as TLC prints them. */
public final class TlaValueParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(<<|>>|\\|->|:>|@@|/\\\\|\\.\\.|[\\[\\](){},=]|-?\\d+|[A-Za-z_]\\w*"
              + "|\"(?:\\\\.|[^\"\\\\])*\")");

  /** A larger value stays as text. */
  private static final BigInteger LARGEST_INTERVAL = BigInteger.valueOf(10_000);

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int next;

  private TlaValueParser(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find(end) && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw unexpected(text.substring(end).strip());
    }
  }

  /**
   * Reads one value. An identifier is a model value.
   *
   * @throws IllegalArgumentException if the text is not a value
   */
  public static TlaValue value(String text) {
    TlaValueParser parser = new TlaValueParser(text);
    TlaValue value = parser.value();
    if (parser.next < parser.tokens.size()) {
      throw parser.unexpected(parser.take());
    }
    return value;
  }

  /**
   * Reads a conjunction of {@code variable = value}.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static Map<String, TlaValue> state(String text) {
    TlaValueParser parser = new TlaValueParser(text);
    Map<String, TlaValue> state = new LinkedHashMap<>();
    while (parser.next < parser.tokens.size()) {
      parser.accept("/\\");
      String variable = parser.take();
      parser.expect("=");
      state.put(variable, parser.value());
    }
    return state;
  }

  private TlaValue value() {
    String token = take();
    switch (token) {
      case "TRUE":
      case "FALSE":
        return TlaValue.of(token.equals("TRUE"));
      case "<<":
        return TlaValue.tuple(list(">>"));
      case "{":
        return TlaValue.set(list("}"));
      case "[":
        return record();
      case "(":
        return function();
      default:
        break;
    }
    char first = token.charAt(0);
    if (first == '"') {
      return TlaValue.string(unescaped(token.substring(1, token.length() - 1)));
    }
    if (Character.isDigit(first) || first == '-') {
      return numberOrInterval(new BigInteger(token));
    }
    if (Character.isLetter(first) || first == '_') {
      return TlaValue.model(token);
    }
    throw unexpected(token);
  }

  private TlaValue numberOrInterval(BigInteger low) {
    if (!accept("..")) {
      return TlaValue.of(low);
    }
    BigInteger high = integer(take());
    if (high.subtract(low).compareTo(LARGEST_INTERVAL) > 0) {
      return TlaValue.model(low + ".." + high);
    }
    List<TlaValue> elements = new ArrayList<>();
    for (BigInteger i = low; i.compareTo(high) <= 0; i = i.add(BigInteger.ONE)) {
      elements.add(TlaValue.of(i));
    }
    return TlaValue.set(elements);
  }

  private BigInteger integer(String token) {
    if (!token.matches("-?\\d+")) {
      throw unexpected(token);
    }
    return new BigInteger(token);
  }

  private List<TlaValue> list(String close) {
    List<TlaValue> elements = new ArrayList<>();
    while (!accept(close)) {
      if (!elements.isEmpty()) {
        expect(",");
      }
      elements.add(value());
    }
    return elements;
  }

  private TlaValue record() {
    Map<String, TlaValue> fields = new TreeMap<>();
    while (!accept("]")) {
      if (!fields.isEmpty()) {
        expect(",");
      }
      String field = take();
      expect("|->");
      fields.put(field, value());
    }
    return TlaValue.record(fields);
  }

  private TlaValue function() {
    Map<TlaValue, TlaValue> mappings = new TreeMap<>();
    while (!accept(")")) {
      if (!mappings.isEmpty()) {
        expect("@@");
      }
      TlaValue argument = value();
      expect(":>");
      mappings.put(argument, value());
    }
    return TlaValue.function(mappings);
  }

  private static String unescaped(String text) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        c =
            switch (text.charAt(i)) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'f' -> '\f';
              case 'r' -> '\r';
              default -> text.charAt(i);
            };
      }
      result.append(c);
    }
    return result.toString();
  }

  private String take() {
    if (next == tokens.size()) {
      throw unexpected("end");
    }
    return tokens.get(next++);
  }

  private boolean accept(String token) {
    boolean there = next < tokens.size() && tokens.get(next).equals(token);
    if (there) {
      next++;
    }
    return there;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw unexpected(take());
    }
  }

  private IllegalArgumentException unexpected(String token) {
    return new IllegalArgumentException("unexpected " + token + " in: " + text);
  }
}
