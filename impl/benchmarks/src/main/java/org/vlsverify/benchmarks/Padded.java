package org.vlsverify.benchmarks;

/**
 * Keeps the fields of two objects in different cache lines: fields of a subclass come after these.
 * Without it the benchmark's own counters could be what two threads contend for.
 */
@SuppressWarnings("unused")
abstract class Padded {
  private long p00;
  private long p01;
  private long p02;
  private long p03;
  private long p04;
  private long p05;
  private long p06;
  private long p07;
  private long p08;
  private long p09;
  private long p10;
  private long p11;
  private long p12;
  private long p13;
  private long p14;
  private long p15;
}
