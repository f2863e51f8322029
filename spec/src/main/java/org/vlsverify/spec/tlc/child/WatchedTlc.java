package org.vlsverify.spec.tlc.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import tlc2.TLC;
import tlc2.TLCGlobals;
import tlc2.output.EC;
import tlc2.tool.AbstractChecker;
import util.SimpleFilenameToStream;

/**
 * Runs TLC, and exits when the parent process ends, even by a kill: standard input is a pipe, which
 * is closed then. It also prints the number of states of each level.
 *
 * <p>With {@link #REQUESTS} it runs TLC again and again, each time with the arguments of one line
 * of standard input. TLC's classes stay loaded and compiled, which is most of the time of a short
 * run.
 */
public final class WatchedTlc {
  /** The prefix of a line with the level and the number of distinct states so far. */
  public static final String LEVEL = "@!@!@LEVEL ";

  /** The prefix of the line at the end of a requested run, with TLC's exit code. */
  public static final String END = "@!@!@END OF RUN ";

  /** The argument for runs by request. */
  public static final String REQUESTS = "--requests";

  /** The argument for runs by request that count how often actions are taken. */
  public static final String COUNTING_REQUESTS = "--counting-requests";

  /** Separates the arguments in a request. */
  public static final String SEPARATOR = "\t";

  /** The exit code after the end of the parent process. */
  private static final int ABANDONED = 130;

  private static final long MILLISECONDS_BETWEEN_LOOKS = 50;

  private static final BlockingQueue<String> LINES = new LinkedBlockingQueue<>();

  private WatchedTlc() {}

  /**
   * Runs TLC.
   *
   * @param arguments those of TLC, or one for runs by request
   * @throws Exception as TLC does
   */
  public static void main(String[] arguments) throws Exception {
    watchParent();
    start(WatchedTlc::sayLevels, "levels");
    if (arguments[0].equals(COUNTING_REQUESTS)) {
      // TLC's classes keep this in constants.
      TLCGlobals.coverageInterval = 0;
      serve();
    } else if (arguments[0].equals(REQUESTS)) {
      serve();
    } else {
      TLC.main(arguments);
    }
  }

  private static void serve() throws InterruptedException {
    StaticState unused = StaticState.ofUnusedTlc();
    while (true) {
      String[] arguments = LINES.take().split(SEPARATOR);
      unused.run();
      // TLC keeps things for each thread, too.
      Thread run = new Thread(() -> check(arguments), "main");
      run.start();
      run.join();
    }
  }

  /** As TLC's main method, which exits. */
  private static void check(String[] arguments) {
    try {
      TLC tlc = new TLC();
      int code = 1;
      if (tlc.handleParameters(arguments)) {
        tlc.setResolver(new SimpleFilenameToStream());
        code = EC.ExitStatus.errorConstantToExitStatus(tlc.process());
      }
      System.out.println(END + code);
      System.out.flush();
    } catch (Exception | Error e) {
      e.printStackTrace();
      System.exit(1);
    }
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
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        LINES.add(line);
      }
    } catch (IOException e) {
      // An unreadable pipe means that the parent process has ended.
      Runtime.getRuntime().halt(ABANDONED);
    }
    Runtime.getRuntime().halt(ABANDONED);
  }

  private static void sayLevels() {
    AbstractChecker known = null;
    int level = 0;
    long distinct = 0;
    try {
      while (true) {
        AbstractChecker checker = TLCGlobals.mainChecker;
        if (checker != known) {
          known = checker;
          level = 0;
        }
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
