package org.vlsverify.spec.tlc.child;

import java.io.IOException;
import tlc2.TLC;
import tlc2.TLCGlobals;
import tlc2.tool.AbstractChecker;

/**
 * TLC that ends with whoever has started it, also if that one was killed and could not end it: its
 * standard input is a pipe, which has an end then. It also says how many states each level has.
 */
public final class WatchedTlc {
  /** How a line begins that says the level, and how many distinct states there are so far. */
  public static final String LEVEL = "@!@!@LEVEL ";

  /** The exit code if nobody waits for the result any more. */
  private static final int ABANDONED = 130;

  private static final long MILLISECONDS_BETWEEN_LOOKS = 50;

  private WatchedTlc() {}

  /**
   * Runs TLC.
   *
   * @param arguments those of TLC
   * @throws Exception as TLC does
   */
  public static void main(String[] arguments) throws Exception {
    start(WatchedTlc::endWithParent, "parent-watch");
    start(WatchedTlc::sayLevels, "levels");
    TLC.main(arguments);
  }

  private static void start(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void endWithParent() {
    try {
      int read = System.in.read();
      while (read >= 0) {
        read = System.in.read();
      }
    } catch (IOException e) {
      // A pipe that cannot be read has nobody at its other end, either.
      Runtime.getRuntime().halt(ABANDONED);
    }
    Runtime.getRuntime().halt(ABANDONED);
  }

  private static void sayLevels() {
    int level = 0;
    long distinct = 0;
    try {
      while (true) {
        AbstractChecker checker = TLCGlobals.mainChecker;
        int now = checker == null ? 0 : checker.getProgress();
        if (now > level) {
          if (level > 0) {
            System.out.println(LEVEL + level + " " + distinct);
          }
          level = now;
        }
        distinct = checker == null ? 0 : checker.getDistinctStatesGenerated();
        Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      // Another version of TLC, or one that is not as far yet: the levels are only a comfort.
      return;
    }
  }
}
