package org.vlsverify.spec.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of options in the sources: in Java, in Maven's files, in scripts and in documents. */
final class OptionNames {
  private static final String NAME = "vls(?:\\.[a-z][a-z0-9]*)+";

  /** A literal that is exactly a name, and not the file of a jar or a script. */
  private static final Pattern IN_JAVA =
      Pattern.compile("\"(?!vls\\.(?:jar|js)\")(" + NAME + ")\"");

  private static final Pattern IN_POM = Pattern.compile("[<{](" + NAME + ")[>}]");
  private static final Pattern ON_COMMAND_LINE = Pattern.compile("-D(" + NAME + ")\\b");
  private static final Set<String> NO_SOURCES = Set.of("target", ".git");

  /** The registry contains each name without using it, and its test has invalid names. */
  private static final Set<String> NO_USERS = Set.of("Option.java", "OptionTest.java");

  private final Path root;

  OptionNames(Path root) {
    this.root = root;
  }

  /** Names that code or a Maven file reads or sets. */
  Set<String> used() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path file : sources()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".java")) {
        add(names, IN_JAVA, file);
      } else if (name.equals("pom.xml")) {
        add(names, IN_POM, file);
      }
    }
    return names;
  }

  /** Names in commands of documents and messages. */
  Set<String> recommended() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path file : sources()) {
      add(names, ON_COMMAND_LINE, file);
    }
    return names;
  }

  /** Whether code mentions a constant. */
  boolean mentions(String constant) throws IOException {
    Pattern whole = Pattern.compile("\\b" + Pattern.quote(constant) + "\\b");
    for (Path file : sources()) {
      if (file.toString().endsWith(".java") && whole.matcher(Files.readString(file)).find()) {
        return true;
      }
    }
    return false;
  }

  private static void add(Set<String> names, Pattern pattern, Path file) throws IOException {
    pattern.matcher(Files.readString(file)).results().map(r -> r.group(1)).forEach(names::add);
  }

  private List<Path> sources() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NO_SOURCES.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!NO_USERS.contains(file.getFileName().toString())
                && file.toString()
                    .matches(".*(\\.java|pom\\.xml|\\.md|\\.yml|\\.ci.\\w+|cli.vls)")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
