package org.vlsverify.sessions.design.optimistic;

import java.util.Arrays;

/**
 * The subscribers of one shared session, in order of inheritance. Guarded by the write lock of the
 * element.
 *
 * <p>The position of a worker is searched for while there are few, and stored for each worker from
 * then on; so the time to leave does not depend on the number of subscribers.
 */
class Subscribers {

  /** The number up to which a search is fast. */
  private static final int FEW = 8;

  private static final int FIRST_ROOM = 4;
  private static final int PADDING = Padding.BYTES / Integer.BYTES;

  private final int maxWorkers;

  /** Has more places than there is room for subscribers. */
  private Worker[] workers = new Worker[FIRST_ROOM + PADDING];

  /** By worker index, with padding; null as long as there have never been many. */
  private int[] positions;

  private int count;

  private Subscribers(int maxWorkers) {
    this.maxWorkers = maxWorkers;
  }

  /** No subscribers. */
  static Subscribers none(int maxWorkers) {
    return new Padded(maxWorkers);
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The next heir; the list is not empty. */
  Worker first() {
    return workers[0];
  }

  Worker[] toArray() {
    return Arrays.copyOf(workers, count);
  }

  /** Adds a worker, which is not a subscriber, at the end. */
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

  /** Removes a subscriber; the last one moves into the hole. */
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
