package org.vlsverify.spec.vls.cruns;

import java.util.HashMap;
import java.util.Map;

/** The workers and threads of the specification for processes and threads of one run. */
final class CNames {
  private static final String FIRST = "main";

  private final Map<String, Integer> workers = new HashMap<>();
  private final Map<String, String> forkers = new HashMap<>();
  private final Map<String, Map<String, Integer>> threads = new HashMap<>();
  private int mostThreads = 1;

  CNames(CRun run) {
    for (CEvent event : run.events()) {
      if (event.event().equals("fork_call")) {
        forkers.put(event.text("child"), event.actor());
      }
      if (event.is("exit", "vls_worker_alloc")) {
        workers.putIfAbsent(event.process(), event.worker());
      }
      if (event.event().equals("fork_call") || event.is("enter", "vls_mt_add")) {
        number(event.process(), event.thread());
      }
    }
  }

  boolean isKnown(String process) {
    return workers.containsKey(process);
  }

  int worker(String process) {
    return workers.get(process);
  }

  /** The index of the child's worker, -1 if it never got one. */
  int child(String process) {
    return workers.getOrDefault(process, -1);
  }

  static String worker(int index) {
    return "w" + index;
  }

  String thread(CEvent event) {
    return thread(event.process(), event.thread());
  }

  private String thread(String process, String thread) {
    return "<<%s, t%d>>".formatted(worker(worker(process)), number(process, thread));
  }

  String firstThread(String process) {
    return thread(process, FIRST);
  }

  /** The first thread of a child has the name of the thread that forked it. */
  private int number(String process, String thread) {
    Map<String, Integer> known = threads.computeIfAbsent(process, p -> new HashMap<>());
    Integer number = known.get(thread);
    if (number == null) {
      number = thread.equals(FIRST) ? ofFirst(process) : unused(process, known);
      known.put(thread, number);
      mostThreads = Math.max(mostThreads, number + 1);
    }
    return number;
  }

  private int ofFirst(String process) {
    String forker = forkers.get(process);
    if (forker == null) {
      return 0;
    }
    int dot = forker.indexOf('.');
    return number(forker.substring(0, dot), forker.substring(dot + 1));
  }

  private int unused(String process, Map<String, Integer> known) {
    number(process, FIRST);
    int number = 0;
    while (known.containsValue(number)) {
      number++;
    }
    return number;
  }

  int mostThreads() {
    return mostThreads;
  }

  /** A child that died before it had a worker has one in the specification. */
  int mostWorkers() {
    int unknown = (int) forkers.keySet().stream().filter(child -> !isKnown(child)).count();
    return unknown + workers.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
  }
}
