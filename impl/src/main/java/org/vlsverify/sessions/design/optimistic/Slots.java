package org.vlsverify.sessions.design.optimistic;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The private pool of one worker. {@link Worker} documents the locks.
 *
 * <p>To add to the lowest free slot, to remove, and to find the first that is used take constant
 * time each, on average over any sequence of openings, followed by one of closings in pool order.
 */
final class Slots {

  private static final int FIRST_ROOM = 8;

  private final int capacity;

  /** Has room for the slots that have been used so far. */
  private Copy[] copies = new Copy[FIRST_ROOM];

  private final BitSet used = new BitSet();

  /** No slot below is free. */
  private int lowestFree;

  /** No slot below is used. */
  private int lowestUsed;

  private int count;

  Slots(int capacity) {
    this.capacity = capacity;
  }

  boolean isFull() {
    return count == capacity;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Of a pool that is not full. */
  int lowestFree() {
    lowestFree = used.nextClearBit(lowestFree);
    return lowestFree;
  }

  /** The first copy in pool order, or null. */
  Copy first() {
    Copy first = firstFrom(lowestUsed);
    lowestUsed = first == null ? 0 : first.slot();
    return first;
  }

  /** The first copy in pool order that is not below a slot, or null. Changes nothing. */
  Copy firstFrom(int slot) {
    int next = used.nextSetBit(slot);
    return next < 0 ? null : copies[next];
  }

  /** The copy in the slot, or null. */
  Copy at(int slot) {
    return slot < copies.length ? copies[slot] : null;
  }

  void add(Copy copy) {
    if (copy.slot() >= copies.length) {
      copies = Arrays.copyOf(copies, Math.max(copy.slot() + 1, 2 * copies.length));
    }
    copies[copy.slot()] = copy;
    used.set(copy.slot());
    lowestUsed = Math.min(lowestUsed, copy.slot());
    count++;
  }

  void remove(Copy copy) {
    copies[copy.slot()] = null;
    used.clear(copy.slot());
    lowestFree = Math.min(lowestFree, copy.slot());
    count--;
  }
}
