package org.vlsverify.sessions.design.optimistic;

import java.util.Arrays;

/**
 * The subscribers of one shared session, in the order in which they inherit. Guarded by the write
 * lock of the element.
 *
 * <p>Where a worker stands is looked for as long as they are few, and remembered for each worker
 * from then on; so to leave takes the same time however many they are.
 */
class Subscribers {

  /** So many are looked through quickly. */
  private static final int FEW = 8;

  private static final int FIRST_ROOM = 4;
  private static final int PADDING = Padding.BYTES / Integer.BYTES;

  private final int maxWorkers;

  /** Has more places than it has room. */
  private Worker[] workers = new Worker[FIRST_ROOM + PADDING];

  /** By worker index, and longer than that; null as long as they have never been many. */
  private int[] positions;

  private int count;

  private Subscribers(int maxWorkers) {
    this.maxWorkers = maxWorkers;
  }

  /** Nobody. */
  static Subscribers none(int maxWorkers) {
    return new Padded(maxWorkers);
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Who inherits; there is one. */
  Worker first() {
    return workers[0];
  }

  Worker[] toArray() {
    return Arrays.copyOf(workers, count);
  }

  /** Adds a worker, which is not there, as the last. */
  void add(Worker worker) {
    if (count == workers.length - PADDING) {
      workers = Arrays.copyOf(workers, 2 * count + PADDING);
    }
    if (count == FEW && positions == null) {
      rememberPositions();
    }
    put(worker, count);
    count++;
  }

  private void rememberPositions() {
    positions = new int[maxWorkers + PADDING];
    for (int position = 0; position < count; position++) {
      positions[workers[position].index()] = position;
    }
  }

  private void put(Worker worker, int position) {
    workers[position] = worker;
    if (positions != null) {
      positions[worker.index()] = position;
    }
  }

  /** The last one moves into the hole that the worker, which is there, leaves. */
  void remove(Worker worker) {
    count--;
    put(workers[count], position(worker));
    workers[count] = null;
  }

  private int position(Worker worker) {
    if (positions != null) {
      return positions[worker.index()];
    }
    int position = 0;
    while (workers[position] != worker) {
      position++;
    }
    return position;
  }

  /** See {@link Padding}. */
  private static final class Padded extends Subscribers {
    private long p0, p1, p2, p3, p4, p5, p6, p7;

    Padded(int maxWorkers) {
      super(maxWorkers);
    }
  }
}
