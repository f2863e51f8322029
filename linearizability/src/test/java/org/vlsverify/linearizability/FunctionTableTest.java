package org.vlsverify.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.spec.run.ProjectRoot;

/** The table of impl/README.md: C functions in Java and in TLA+. */
class FunctionTableTest {

  private static final Path TABLE = ProjectRoot.path().resolve(Path.of("impl", "README.md"));
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final String PACKAGE = "org.vlsverify.sessions.";

  /** Functions that the refactor adds, changes, moves or removes. */
  private static final List<String> OF_THE_REFACTOR =
      List.of(
          "vls_alloc",
          "vls_app_create",
          "vls_app_exit",
          "vls_app_fork_child_handler",
          "vls_cleanup_vcl_worker",
          "vls_close",
          "vls_free",
          "vls_get",
          "vls_get_and_lock",
          "vls_get_worker_index",
          "vls_is_shared",
          "vls_is_shared_by_wrk",
          "vls_listener_wrk_is_active",
          "vls_listener_wrk_set",
          "vls_lock",
          "vls_mp_checks",
          "vls_session_get",
          "vls_share_session",
          "vls_share_sessions",
          "vls_share_vcl_session",
          "vls_shared_data_alloc",
          "vls_shared_data_free",
          "vls_shared_data_get",
          "vls_shared_data_index",
          "vls_shared_data_pool_rlock",
          "vls_shared_data_pool_runlock",
          "vls_shared_data_subscriber_position",
          "vls_shared_get_owner",
          "vls_si_to_vlsh",
          "vls_table_rlock",
          "vls_table_runlock",
          "vls_table_wlock",
          "vls_table_wunlock",
          "vls_unlock",
          "vls_unshare_session",
          "vls_unshare_vcl_worker_sessions",
          "vls_worker_alloc",
          "vls_worker_copy_on_fork",
          "vls_worker_free",
          "vls_worker_get",
          "vls_worker_get_current");

  /** A row, by column. */
  private record Row(String c, String what, String java, String tla) {}

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> line.startsWith("| `v"))
        .map(line -> line.split(" *\\| *", -1))
        .map(cells -> new Row(cells[1], cells[2], cells[3], cells[4]))
        .toList();
  }

  private static Stream<String> names(String cell) {
    return NAME.matcher(cell).results().map(MatchResult::group).map(name -> name.replace("`", ""));
  }

  @Test
  void everyFunctionOfRefactorIsListed() throws IOException {
    assertThat(rows().stream().flatMap(row -> names(row.c()))).containsAll(OF_THE_REFACTOR);
  }

  @Test
  void everyFunctionIsListedOnce() throws IOException {
    assertThat(rows().stream().flatMap(row -> names(row.c())))
        .hasSizeGreaterThan(50)
        .doesNotHaveDuplicates();
    assertThat(rows()).allSatisfy(row -> assertThat(row.what()).endsWith("."));
  }

  @Test
  void everyJavaNameExists() throws IOException {
    assertThat(rows().stream().flatMap(row -> names(row.java())).filter(name -> name.contains(".")))
        .allSatisfy(
            name ->
                assertThat(exists(name))
                    .as("%s is a method of a class in %s", name, PACKAGE)
                    .isTrue());
  }

  private static boolean exists(String name) {
    int method = name.lastIndexOf('.');
    String type = name.substring(0, method);
    return Stream.of("", "design.")
        .map(between -> PACKAGE + between + type)
        .flatMap(FunctionTableTest::methods)
        .anyMatch(found -> found.getName().equals(name.substring(method + 1)));
  }

  private static Stream<Method> methods(String type) {
    try {
      return Arrays.stream(
          Class.forName(type, false, FunctionTableTest.class.getClassLoader())
              .getDeclaredMethods());
    } catch (ClassNotFoundException e) {
      return Stream.empty();
    }
  }

  @Test
  void everyTlaNameIsDefined() throws IOException {
    String spec = module("SharedData");
    String locking = module("SharedDataLocking");
    assertThat(rows().stream().flatMap(row -> names(row.tla())).filter(name -> name.length() > 1))
        .allSatisfy(
            name -> {
              boolean ofLocking = name.startsWith("Locking!");
              String definition = name.replace("Locking!", "");
              assertThat(ofLocking ? locking : spec)
                  .as("%s is defined in %s", name, ofLocking ? "SharedDataLocking" : "SharedData")
                  .containsPattern("(?m)^" + definition + "\\b.*==");
            });
  }

  private static String module(String name) throws IOException {
    return Files.readString(ProjectRoot.path().resolve(Path.of("spec", "tla", name + ".tla")));
  }

  @Test
  void everyOperationIsListed() throws IOException {
    assertThat(Arrays.stream(SharedSessions.class.getMethods()).map(Executable::getName).distinct())
        .allSatisfy(
            name -> assertThat(Files.readString(TABLE)).contains("`SharedSessions." + name + "`"));
  }
}
