package org.vlsverify.spec.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionTest {
  private static final Path DOCUMENT =
      ProjectRoot.path().resolve(Path.of("linearizability", "docs", "options.md"));

  @TempDir private Path root;

  private static Set<String> documented() {
    return Arrays.stream(Option.values())
        .map(Option::property)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The errors in the options of a project, one sentence each. */
  private static List<String> complaints(Path project, Set<String> documented) throws IOException {
    OptionNames names = new OptionNames(project);
    Set<String> used = names.used();
    Set<String> complaints = new TreeSet<>();
    for (String name : used) {
      if (!documented.contains(name)) {
        complaints.add(name + " is used, and is not in Option.java");
      }
    }
    for (String name : names.recommended()) {
      if (!documented.contains(name)) {
        complaints.add(name + " is recommended after -D, and is not in Option.java");
      }
    }
    for (String name : documented) {
      if (name.startsWith("vls.") && !used.contains(name) && !isReadByConstant(project, name)) {
        complaints.add(name + " is in Option.java, and nothing uses it");
      }
    }
    return List.copyOf(complaints);
  }

  /** Code may say {@code Option.BROWSER.property()} in place of the name. */
  private static boolean isReadByConstant(Path project, String name) throws IOException {
    Option option = Option.of(name).orElse(null);
    return option != null && new OptionNames(project).mentions("Option." + option.name());
  }

  @Test
  void eachNameInTheSourcesIsDocumentedAndEachDocumentedOneIsUsed() throws IOException {
    assertThat(complaints(ProjectRoot.path(), documented())).isEmpty();
  }

  @Test
  void missingOrUnusedNameIsFound() throws IOException {
    Files.writeString(
        root.resolve("A.java"), "String a = \"vls.in.java\"; // \"vls.jar\" \"vls.jar x\"");
    Files.writeString(root.resolve("pom.xml"), "<vls.in.pom>${vls.in.pom}</vls.in.pom>");
    Files.writeString(root.resolve("B.md"), "Say `-Dvls.in.text=1`.");
    Files.createDirectories(root.resolve("target"));
    Files.writeString(root.resolve("target/C.java"), "\"vls.in.output\"");

    assertThat(complaints(root, Set.of("vls.in.java", "vls.unused")))
        .containsExactly(
            "vls.in.pom is used, and is not in Option.java",
            "vls.in.text is recommended after -D, and is not in Option.java",
            "vls.unused is in Option.java, and nothing uses it");
  }

  @Test
  void documentIsUpToDate() throws IOException {
    String before = Files.readString(DOCUMENT);
    String document = OptionsDocument.with(before);
    if (OptionsDocument.isToBeWritten()) {
      Files.writeString(DOCUMENT, document);
    } else {
      assertThat(before)
          .as(DOCUMENT + " is not up to date; " + OptionsDocument.WRITE)
          .isEqualTo(document);
    }
  }

  @Test
  void documentNeedsItsMarks() {
    assertThatIllegalArgumentException().isThrownBy(() -> OptionsDocument.with("# Options\n"));
  }

  @Test
  void namesAreUnique() {
    assertThat(documented()).hasSameSizeAs(Option.values());
  }
}
