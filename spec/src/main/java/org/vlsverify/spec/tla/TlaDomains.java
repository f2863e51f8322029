package org.vlsverify.spec.tla;

import java.util.SortedMap;

/** Tells tuples and records from other functions. */
final class TlaDomains {
  private TlaDomains() {}

  /** Whether the domain is 1..n. */
  static boolean isOfTuple(SortedMap<TlaValue, TlaValue> mappings) {
    int index = 0;
    for (TlaValue key : mappings.keySet()) {
      index++;
      if (!(key instanceof TlaValue.IntValue integer) || integer.value() != index) {
        return false;
      }
    }
    return true;
  }

  /** Whether these are the names of fields. */
  static boolean isOfRecord(SortedMap<TlaValue, TlaValue> mappings) {
    return mappings.keySet().stream()
        .allMatch(key -> key instanceof TlaValue.StringValue name && isIdentifier(name.value()));
  }

  /** Whether a name can be written without quotes. */
  static boolean isIdentifier(String name) {
    return name.chars().anyMatch(TlaDomains::isLetter)
        && name.chars().allMatch(c -> isLetter(c) || c >= '0' && c <= '9' || c == '_');
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
