package org.vlsverify.benchmarks;

import java.util.List;

/** One thread queries the owner of a session while another one changes the session. */
public enum Mix {
  /** The other one starts and stops waiting for connections. */
  LISTENER("listener bit on and off", Operation.LISTENER_SAME),
  /** The other one forks children that leave. */
  SUBSCRIBE("subscribe + unshare", Operation.SUBSCRIBE_SAME);

  private final String title;
  private final Operation writer;

  Mix(String title, Operation writer) {
    this.title = title;
    this.writer = writer;
  }

  /** The operation of the second thread; the first one queries the same shared sessions. */
  Operation writer() {
    return writer;
  }

  String readerTitle() {
    return "mix on the same session, reader: owner, concurrent with " + title;
  }

  String writerTitle() {
    return "mix on the same session, writer: " + title;
  }

  /** The names of the two parts in JMH: the methods of {@link MixBenchmark}. */
  static List<String> parts() {
    return List.of("reader", "writer");
  }
}
