package org.vlsverify.sessions.testing;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Ends a check that makes no progress. An operation that never returns, or waits for a lock that
 * nobody releases, would otherwise stop the whole build without a message.
 */
public final class TimeLimit {

  private static final long POLL_MILLIS = 20;

  private TimeLimit() {}

  /**
   * Runs a check in a thread of its own, and waits for its end. If it makes no progress, its thread
   * stays behind as a daemon: it cannot be ended from outside.
   *
   * @param what the check, as the subject of a sentence, not null
   * @param limit the longest time without progress, not null
   * @param progress a number that changes while the check makes progress, not null
   * @param check what to run, not null
   * @throws AssertionError if there is no progress, with the stacks and the locks of all threads
   *     that run code of the project
   */
  public static void run(String what, Duration limit, LongSupplier progress, Runnable check) {
    Throwable[] thrown = new Throwable[1];
    Thread thread =
        new Thread(
            () -> {
              try {
                check.run();
              } catch (RuntimeException | Error e) {
                thrown[0] = e;
              }
            },
            what);
    thread.setDaemon(true);
    thread.start();
    await(thread, what, limit, progress);
    if (thrown[0] instanceof Error error) {
      throw error;
    }
    if (thrown[0] instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /**
   * The same without a measure of progress: the limit is for the whole check.
   *
   * @param what the check, as the subject of a sentence, not null
   * @param limit the longest time, not null
   * @param check what to run, not null
   * @throws AssertionError if the check does not end
   */
  public static void run(String what, Duration limit, Runnable check) {
    run(what, limit, () -> 0, check);
  }

  private static void await(Thread thread, String what, Duration limit, LongSupplier progress) {
    long last = progress.getAsLong();
    long since = System.nanoTime();
    try {
      thread.join(1);
      while (thread.isAlive()) {
        thread.join(POLL_MILLIS);
        long now = progress.getAsLong();
        if (now != last) {
          last = now;
          since = System.nanoTime();
        } else if (thread.isAlive() && System.nanoTime() - since > limit.toNanos()) {
          throw new AssertionError(
              "%s has made no progress for %d s. The threads, with their locks:%n%s"
                  .formatted(what, limit.toSeconds(), ThreadsInWords.ofProject()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(what + " was interrupted.", e);
    }
  }
}
