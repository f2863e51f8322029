package org.vlsverify.linearizability.soak;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.sessions.testing.ThreadsInWords;

/** What threads wait for and hold, as the JVM reports it. */
final class StuckThreads {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private StuckThreads() {}

  /**
   * Describes threads that make no progress.
   *
   * @param threads not null
   * @param current the call that a thread is in; null if it is in none
   * @return a line for each thread, with its locks and the top of its stack below
   */
  static <T extends Thread> String describe(List<T> threads, Function<T, Call> current) {
    StringBuilder words = new StringBuilder();
    for (T thread : threads) {
      ThreadInfo info = THREADS.getThreadInfo(new long[] {thread.getId()}, true, true)[0];
      words.append("  %s: ".formatted(thread.getName()));
      if (info == null) {
        words.append("has ended\n");
      } else {
        describe(info, current.apply(thread), words);
      }
    }
    long[] found = THREADS.findDeadlockedThreads();
    Set<Long> deadlocked =
        found == null ? Set.of() : Arrays.stream(found).boxed().collect(Collectors.toSet());
    String cycle =
        threads.stream()
            .filter(thread -> deadlocked.contains(thread.getId()))
            .map(Thread::getName)
            .collect(Collectors.joining(", "));
    words.append(cycle.isEmpty() ? "" : "They wait for each other: " + cycle);
    return words.toString();
  }

  private static void describe(ThreadInfo info, Call current, StringBuilder words) {
    words.append(
        "%s, %s%n"
            .formatted(
                current == null ? "has finished its calls" : "in " + current,
                info.getThreadState()));
    words.append(ThreadsInWords.locks(info)).append(ThreadsInWords.stack(info, 4));
  }

  /**
   * Finds a lock that a thread holds, other than a read lock. Takes a walk through the heap.
   *
   * @param threads between two calls, not null
   * @param last the last call of a thread
   * @return who holds what, in words
   */
  static <T extends Thread> Optional<String> heldLock(List<T> threads, Function<T, Call> last) {
    long[] ids = threads.stream().mapToLong(Thread::getId).toArray();
    ThreadInfo[] infos = THREADS.getThreadInfo(ids, false, true);
    for (int i = 0; i < infos.length; i++) {
      if (infos[i] != null && infos[i].getLockedSynchronizers().length > 0) {
        return Optional.of(
            "%s holds %s between two calls; its last call was %s"
                .formatted(
                    threads.get(i).getName(),
                    Arrays.toString(infos[i].getLockedSynchronizers()),
                    last.apply(threads.get(i))));
      }
    }
    return Optional.empty();
  }
}
