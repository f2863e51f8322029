package org.vlsverify.sessions.design.optimistic;

/**
 * The elements of shared data of all workers, and their handles.
 *
 * <p>A handle is the index of an element and a generation. Generations are counted modulo 2^32: a
 * handle could only be mistaken if its thread slept during that many uses of the element.
 */
final class SharedElements {

  /** There is no free element. */
  static final long NONE = -1;

  private static final int INDEX_BITS = 30;
  private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

  private final FreeIndices free;
  private final int maxWorkers;

  /**
   * Created by the thread that takes an index for the first time; read by the threads that get a
   * handle from it.
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
   * Takes a free element, and returns the handle for this use of it, or {@link #NONE}. Takes effect
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
