package org.vlsverify.linearizability.call;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.spec.tla.TlaValue;

/**
 * Names in models of the specification for the indices and constants of the Java API. Values of
 * another kind are an {@link IllegalStateException}.
 */
public final class SpecNames {
  private static final Pattern WORKER = Pattern.compile("w(0|[1-9][0-9]{0,8})");
  private static final Pattern SESSION = Pattern.compile("s(0|[1-9][0-9]{0,8})");
  private static final String NO_WORKER = "NoWorker";

  private SpecNames() {}

  static TlaValue value(Parameter parameter, int index) {
    return TlaValue.model((parameter == Parameter.SESSION ? "s" : "w") + index);
  }

  static int index(Parameter parameter, TlaValue value) {
    return parameter == Parameter.SESSION ? session(value) : worker(value);
  }

  /**
   * @param value such as w0, not null
   * @return the worker's index
   */
  public static int worker(TlaValue value) {
    return index(WORKER, "a worker (w0, w1, ...)", value);
  }

  /**
   * @param value such as s0, not null
   * @return the session
   */
  public static int session(TlaValue value) {
    return index(SESSION, "a session (s0, s1, ...)", value);
  }

  /**
   * @param value such as w0, or NoWorker; not null
   * @return the worker's index, or {@link SharedSessions#NO_WORKER}
   */
  public static int workerOrNone(TlaValue value) {
    return value.equals(TlaValue.model(NO_WORKER)) ? SharedSessions.NO_WORKER : worker(value);
  }

  private static int index(Pattern pattern, String kind, TlaValue value) {
    Matcher matcher = pattern.matcher(value.toString());
    if (!(value instanceof TlaValue.ModelValue) || !matcher.matches()) {
      throw new IllegalStateException("not " + kind + ": " + value);
    }
    return Integer.parseInt(matcher.group(1));
  }

  static Outcome outcome(TlaValue value) {
    return constant(Outcome.class, value);
  }

  static <E extends Enum<E>> E constant(Class<E> type, TlaValue value) {
    if (value instanceof TlaValue.StringValue string) {
      String name = string.value().replace('-', '_').toUpperCase(Locale.ROOT);
      for (E constant : type.getEnumConstants()) {
        if (constant.name().equals(name)) {
          return constant;
        }
      }
    }
    throw new IllegalStateException("not of " + type.getSimpleName() + ": " + value);
  }
}
