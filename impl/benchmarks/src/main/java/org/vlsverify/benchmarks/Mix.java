package org.vlsverify.benchmarks;

import java.util.List;

/** One thread asks who the owner of a session is while another one changes the session. */
public enum Mix {
  /** The other one begins and ends to wait for connections. */
  LISTENER("listener bit on and off", Operation.LISTENER_SAME),
  /** The other one forks children that leave. */
  SUBSCRIBE("subscribe + unshare", Operation.SUBSCRIBE_SAME);

  private final String title;
  private final Operation writer;

  Mix(String title, Operation writer) {
    this.title = title;
    this.writer = writer;
  }

  /** What the second of two threads does; the first one asks, on the same shared sessions. */
  Operation writer() {
    return writer;
  }

  String readerTitle() {
    return "mix on the same session, reader: owner, beside " + title;
  }

  String writerTitle() {
    return "mix on the same session, writer: " + title;
  }

  /** The names of the two parts, as JMH has them: the methods of {@link MixBenchmark}. */
  static List<String> parts() {
    return List.of("reader", "writer");
  }
}
