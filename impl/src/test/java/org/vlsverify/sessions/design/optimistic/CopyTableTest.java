package org.vlsverify.sessions.design.optimistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The copies of one worker, by session. */
class CopyTableTest {

  private static final long SEED = 20_261_123;

  private final CopyTable table = new CopyTable();

  private static Copy copy(int session) {
    return new Copy(null, session, 0);
  }

  @Test
  void absentSessionIsNotFound() {
    assertThat(table.find(0)).isNull();
    table.add(copy(7));
    assertThat(table.find(0)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void anyNumberNamesASession(int session) {
    Copy copy = copy(session);
    table.add(copy);
    assertThat(table.find(session)).isSameAs(copy);

    table.remove(copy);
    assertThat(table.find(session)).isNull();
  }

  /** Few sessions, which come and go, and many, with which the table grows. */
  @ParameterizedTest(name = "{0} sessions")
  @ValueSource(ints = {5, 40, 3_000})
  void tableBehavesAsAMap(int sessions) {
    Random random = new Random(SEED);
    Map<Integer, Copy> map = new HashMap<>();
    for (int step = 0; step < 20_000; step++) {
      int session = random.nextInt(sessions) * 64;
      Copy there = map.remove(session);
      assertThat(table.find(session)).as("session %d, seed %d", session, SEED).isSameAs(there);
      if (there == null) {
        Copy copy = copy(session);
        map.put(session, copy);
        table.add(copy);
      } else {
        table.remove(there);
      }
    }
    map.forEach((session, copy) -> assertThat(table.find(session)).isSameAs(copy));
  }

  /** A copy that stays is always found, while others come and go, and all of them move. */
  @Test
  void remainingCopyIsFoundWhileTheTableChanges() throws Exception {
    Copy staying = copy(0);
    table.add(staying);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Boolean> reader =
        CompletableFuture.supplyAsync(
            () -> {
              boolean found = true;
              while (found && !done.get()) {
                found = table.find(0) == staying;
              }
              return found;
            });
    List<Copy> others = new ArrayList<>();
    for (int round = 0; round < 200; round++) {
      for (int session = 1; session < 100; session++) {
        others.add(copy(session));
        table.add(others.get(others.size() - 1));
      }
      others.forEach(table::remove);
      others.clear();
    }
    done.set(true);
    assertThat(reader.get()).as("the copy that stays was always found").isTrue();
  }
}
