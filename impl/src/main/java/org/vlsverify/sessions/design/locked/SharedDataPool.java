package org.vlsverify.sessions.design.locked;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The elements of shared data of all workers. The index that was freed last is allocated first.
 *
 * <p>Guarded by its lock: elements are looked up under the read or the write lock, added and
 * removed under the write lock.
 */
final class SharedDataPool {

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final SharedData[] elements;
  private final int[] freeIndices;
  private int freeCount;

  SharedDataPool(int capacity) {
    elements = new SharedData[capacity];
    freeIndices = new int[capacity];
    for (int index = capacity - 1; index >= 0; index--) {
      free(index);
    }
  }

  Lock readLock() {
    return lock.readLock();
  }

  Lock writeLock() {
    return lock.writeLock();
  }

  /**
   * The element with this index, locked: the pool for reading, and the element itself. Unlocked by
   * {@link #release}.
   */
  SharedData acquire(int index) {
    Lock poolLock = lock.readLock();
    poolLock.lock();
    SharedData data = elements[index];
    if (data == null) {
      poolLock.unlock();
      throw dangling(index);
    }
    data.lock().lock();
    return data;
  }

  /** Undoes the locking of {@link #acquire}. */
  void release(SharedData data) {
    data.lock().unlock();
    lock.readLock().unlock();
  }

  /** The element with this index; the caller holds a lock of the pool. */
  SharedData get(int index) {
    SharedData data = elements[index];
    if (data == null) {
      throw dangling(index);
    }
    return data;
  }

  private static IllegalStateException dangling(int index) {
    return new IllegalStateException(
        "a session refers to shared data " + index + ", which is free");
  }

  boolean isFull() {
    return freeCount == 0;
  }

  /** Adds an element to a pool that is not full, and returns its index. */
  int add(SharedData data) {
    freeCount--;
    int index = freeIndices[freeCount];
    elements[index] = data;
    return index;
  }

  void remove(int index) {
    elements[index] = null;
    free(index);
  }

  private void free(int index) {
    freeIndices[freeCount] = index;
    freeCount++;
  }

  /** The elements that are not free, in the order of their indices. */
  List<SharedData> elements() {
    List<SharedData> used = new ArrayList<>();
    for (SharedData data : elements) {
      if (data != null) {
        used.add(data);
      }
    }
    return used;
  }
}
