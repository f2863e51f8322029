package org.vlsverify.sessions.design.optimistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ThreadModel;

/** The order in which workers inherit a session. */
class SubscribersTest {

  private static final long SEED = 20_261_123;

  private static List<Worker> workers(int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> new Worker(index, Life.LIVE, null, 1, ThreadModel.SINGLE_THREADED))
        .toList();
  }

  @Test
  void newListHasNoSubscribers() {
    assertThat(Subscribers.none(2).isEmpty()).isTrue();
    assertThat(Subscribers.none(2).toArray()).isEmpty();
  }

  /** Few workers, whose positions are searched for, and many, whose positions are stored. */
  @ParameterizedTest(name = "{0} workers")
  @ValueSource(ints = {3, 8, 9, 64, 200})
  void lastSubscriberMovesIntoTheHole(int count) {
    List<Worker> workers = workers(count);
    Subscribers subscribers = Subscribers.none(count);
    List<Worker> list = new ArrayList<>();
    Random random = new Random(SEED);
    for (int step = 0; step < 5_000; step++) {
      Worker worker = workers.get(random.nextInt(count));
      int position = list.indexOf(worker);
      if (position < 0) {
        subscribers.add(worker);
        list.add(worker);
      } else {
        subscribers.remove(worker);
        Worker last = list.remove(list.size() - 1);
        if (last != worker) {
          list.set(position, last);
        }
      }
      assertThat(subscribers.isEmpty()).isEqualTo(list.isEmpty());
      assertThat(subscribers.toArray())
          .as("seed %d, step %d", SEED, step)
          .containsExactlyElementsOf(list);
    }
    assertThat(list).isNotEmpty();
    assertThat(subscribers.first()).isSameAs(list.get(0));
  }
}
