package org.vlsverify.sessions.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What threads wait for and hold, and where they are, as the JVM reports it. */
public final class ThreadsInWords {
  private static final String PROJECT = "org.vlsverify.";
  private static final int FRAMES = 16;

  private ThreadsInWords() {}

  /**
   * The threads that run code of the project, other than those that wait for a check. Those inside
   * of a design come first.
   *
   * @return lines; not null
   */
  static String ofProject() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    StringBuilder words = new StringBuilder();
    Arrays.stream(threads.dumpAllThreads(true, true))
        .filter(info -> info.getThreadId() != Thread.currentThread().getId())
        .filter(ThreadsInWords::isOfProject)
        .sorted(Comparator.comparing(info -> stack(info, FRAMES).isEmpty()))
        .forEach(
            info ->
                words
                    .append("  %s: %s%n".formatted(info.getThreadName(), info.getThreadState()))
                    .append(locks(info))
                    .append(stack(info, FRAMES)));
    long[] found = threads.findDeadlockedThreads();
    if (found != null) {
      Set<Long> ids = Arrays.stream(found).boxed().collect(Collectors.toSet());
      words.append("They wait for each other: ");
      words.append(
          Arrays.stream(threads.getThreadInfo(found))
              .filter(info -> info != null && ids.contains(info.getThreadId()))
              .map(ThreadInfo::getThreadName)
              .collect(Collectors.joining(", ")));
    }
    return words.toString();
  }

  private static boolean isOfProject(ThreadInfo info) {
    List<StackTraceElement> frames =
        Arrays.stream(info.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith(PROJECT))
            .toList();
    return !frames.isEmpty() && frames.stream().noneMatch(ThreadsInWords::isAwait);
  }

  private static boolean isAwait(StackTraceElement frame) {
    return frame.getClassName().equals(TimeLimit.class.getName())
        && frame.getMethodName().equals("await");
  }

  /**
   * What a thread waits for, and what it holds. The JVM does not know who holds a read lock.
   *
   * @param info with its monitors and synchronizers, not null
   * @return lines; empty if it neither waits nor holds
   */
  public static String locks(ThreadInfo info) {
    StringBuilder words = new StringBuilder();
    if (info.getLockInfo() != null) {
      words.append(
          "    waits for %s%s%n"
              .formatted(
                  info.getLockInfo(),
                  info.getLockOwnerName() == null ? "" : ", held by " + info.getLockOwnerName()));
    }
    for (Object lock : info.getLockedSynchronizers()) {
      words.append("    holds %s%n".formatted(lock));
    }
    for (MonitorInfo monitor : info.getLockedMonitors()) {
      words.append("    holds the monitor of %s%n".formatted(monitor));
    }
    return words.toString();
  }

  /**
   * Where a thread is, without the tests themselves.
   *
   * @param info not null
   * @param frames the largest number of them
   * @return lines; not null
   */
  public static String stack(ThreadInfo info, int frames) {
    return Arrays.stream(info.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(PROJECT))
        .filter(frame -> !frame.getClassName().startsWith(PROJECT + "linearizability"))
        .filter(frame -> !frame.getClassName().equals(TimeLimit.class.getName()))
        // Classes that the JVM makes for lambda expressions have no file.
        .filter(frame -> frame.getFileName() != null)
        .limit(frames)
        .map(
            frame ->
                "    at %s(%s:%d)%n"
                    .formatted(frame.getMethodName(), frame.getFileName(), frame.getLineNumber()))
        .collect(Collectors.joining());
  }
}
