package org.vlsverify.sessions.design.optimistic;

/**
 * The elements of shared data, of all workers, and how copies refer to them.
 *
 * <p>A handle is the index of an element and the generation in which it is meant. Generations are
 * counted modulo 2^32: a thread that holds a handle would have to sleep while the element is used
 * that often to mistake it.
 */
final class SharedElements {

  /** There is no free element. */
  static final long NONE = -1;

  private static final int INDEX_BITS = 30;
  private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

  private final FreeIndices free;
  private final int maxWorkers;

  /**
   * Made when an index is taken for the first time, by who has taken it; read by those to whom it
   * has given a handle.
   */
  private final SharedElement[] elements;

  SharedElements(int capacity, int maxWorkers) {
    this.free = new FreeIndices(capacity);
    this.elements = new SharedElement[capacity];
    this.maxWorkers = maxWorkers;
  }

  FreeIndices free() {
    return free;
  }

  /**
   * Takes a free element, and gives the handle for this use of it, or {@link #NONE}. Takes effect
   * as {@link FreeIndices#take} does.
   */
  long take() {
    int index = free.take();
    if (index == FreeIndices.NONE) {
      return NONE;
    }
    if (elements[index] == null) {
      elements[index] = SharedElement.make(maxWorkers);
    }
    return Integer.toUnsignedLong(elements[index].generation()) << INDEX_BITS | index;
  }

  /** The element that the handle refers to, in its generation or in another one. */
  SharedElement at(long handle) {
    return elements[index(handle)];
  }

  static int index(long handle) {
    return (int) (handle & INDEX_MASK);
  }

  static int generation(long handle) {
    return (int) (handle >>> INDEX_BITS);
  }
}
