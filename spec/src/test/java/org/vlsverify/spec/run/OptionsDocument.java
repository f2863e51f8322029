package org.vlsverify.spec.run;

import java.util.Arrays;
import java.util.List;

/** The table of all options, in a Markdown file between two marks. */
final class OptionsDocument {
  private static final String BEGIN = "<!-- begin of the generated options -->\n";
  private static final String END = "<!-- end of the generated options -->\n";

  /** The command that writes it. */
  static final String WRITE =
      "mvn -pl spec test -Dtest=OptionTest -D" + Option.DOCS_UPDATE.property() + "=true writes it";

  private OptionsDocument() {}

  static boolean isToBeWritten() {
    return Boolean.getBoolean(Option.DOCS_UPDATE.property());
  }

  /**
   * Puts the table between the marks.
   *
   * @param document a text with both marks
   * @throws IllegalArgumentException if a mark is missing
   */
  static String with(String document) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "The lines \"%s\" and \"%s\" are missing".formatted(BEGIN.strip(), END.strip()));
    }
    return document.substring(0, begin + BEGIN.length()) + table() + document.substring(end);
  }

  private static String table() {
    StringBuilder text = new StringBuilder();
    for (Option.Group group : Option.Group.values()) {
      text.append("\n## %s\n\n".formatted(group.title()));
      text.append("| option | meaning | values | default |\n| --- | --- | --- | --- |\n");
      for (Option option : options(group)) {
        text.append(
            "| `%s` | %s | %s | %s |\n"
                .formatted(
                    option.property(), option.meaning(), option.accepted(), option.otherwise()));
      }
    }
    return text.append('\n').toString();
  }

  private static List<Option> options(Option.Group group) {
    return Arrays.stream(Option.values()).filter(option -> option.group() == group).toList();
  }
}
