package org.vlsverify.linearizability.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * A text in Markdown with files, commands, and parts of their output, each in a block of its own:
 * the path of a file ends the line before its block, commands are in blocks of {@code sh}, output
 * in blocks of {@code text}.
 */
final class Tutorial {
  /** The folder of the text, and of the files that it shows. */
  static final Path FOLDER = ProjectRoot.path().resolve("linearizability/example/lending");

  static final Path TEXT = FOLDER.resolve("README.md");

  private static final Pattern PATH = Pattern.compile("`([\\w./-]+)`:$");
  private static final String FENCE = "```";

  /** A part of the text. */
  sealed interface Part {
    /** A file, its content ended by a line feed. */
    record File(String path, String content) implements Part {}

    /** Commands, one a line; those that end with "# fails" have to. */
    record Commands(List<String> lines) implements Part {}

    /** Lines of the output of the commands before, in their order. */
    record Output(List<String> lines) implements Part {}
  }

  private Tutorial() {}

  /** Gives the parts in their order. */
  static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    String path = null;
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher named = PATH.matcher(line);
      if (named.find()) {
        path = named.group(1);
      } else if (line.startsWith(FENCE)) {
        int end = i + 1;
        while (!lines.get(end).equals(FENCE)) {
          end++;
        }
        add(parts, line.substring(FENCE.length()), path, lines.subList(i + 1, end));
        path = null;
        i = end;
      } else if (!line.isBlank()) {
        path = null;
      }
    }
    return parts;
  }

  private static void add(List<Part> parts, String kind, String path, List<String> lines) {
    if (path != null) {
      parts.add(new Part.File(path, String.join("\n", lines) + "\n"));
    } else if (kind.equals("sh")) {
      parts.add(new Part.Commands(List.copyOf(lines)));
    } else if (kind.equals("text")) {
      parts.add(new Part.Output(List.copyOf(lines)));
    }
  }

  /** The text with the files of the folder in their blocks. */
  static String withFiles(String text) throws IOException {
    List<String> out = new ArrayList<>();
    String path = null;
    boolean replaced = false;
    for (String line : text.lines().toList()) {
      Matcher named = PATH.matcher(line);
      boolean fence = line.startsWith(FENCE);
      if (replaced && !fence) {
        continue;
      }
      out.add(line);
      if (fence && path != null && !replaced) {
        out.addAll(Files.readString(FOLDER.resolve(path)).lines().toList());
        replaced = true;
      } else if (fence) {
        replaced = false;
        path = null;
      } else if (named.find()) {
        path = named.group(1);
      } else if (!line.isBlank()) {
        path = null;
      }
    }
    return String.join("\n", out) + "\n";
  }
}
