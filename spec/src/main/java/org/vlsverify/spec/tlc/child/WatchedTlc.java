package org.vlsverify.spec.tlc.child;

import java.io.IOException;
import tlc2.TLC;
import tlc2.TLCGlobals;
import tlc2.tool.AbstractChecker;

/**
 * Runs TLC, and exits when the parent process ends, even by a kill: standard input is a pipe, which
 * is closed then. It also prints the number of states of each level.
 */
public final class WatchedTlc {
  /** The prefix of a line with the level and the number of distinct states so far. */
  public static final String LEVEL = "@!@!@LEVEL ";

  /** The exit code after the end of the parent process. */
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
    watchParent();
    start(WatchedTlc::sayLevels, "levels");
    TLC.main(arguments);
  }

  /** Ends this JVM with its parent process. */
  static void watchParent() {
    start(WatchedTlc::endWithParent, "parent-watch");
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
      // An unreadable pipe means that the parent process has ended.
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
      // Another version of TLC, or too early: the levels are optional.
      return;
    }
  }
}
