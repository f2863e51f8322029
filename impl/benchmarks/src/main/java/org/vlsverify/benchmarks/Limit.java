package org.vlsverify.benchmarks;

import java.util.Arrays;

/** An upper bound for the speed of every design. */
public enum Limit {
  /** All threads read one word, without writers. */
  VOLATILE_READ("bare volatile read"),
  /** Each thread has a word of its own. */
  CAS_UNCONTENDED("compare-and-set, uncontended"),
  /** All threads increment one word, each until it succeeds. */
  CAS_CONTENDED("compare-and-set, contended");

  private final String title;

  Limit(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** One lane for each thread. */
  Lane[] lanes(int threads) {
    Lanes.Word common = new Lanes.Word();
    Lane[] lanes = new Lane[threads];
    Arrays.setAll(
        lanes,
        i ->
            switch (this) {
              case VOLATILE_READ -> new Lanes.VolatileRead(common);
              case CAS_UNCONTENDED -> new Lanes.CompareAndSet(new Lanes.Word());
              case CAS_CONTENDED -> new Lanes.CompareAndSet(common);
            });
    return lanes;
  }
}
