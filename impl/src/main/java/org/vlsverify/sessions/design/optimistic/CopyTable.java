package org.vlsverify.sessions.design.optimistic;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The copies of one worker, by session. One thread at a time changes the table; any number of
 * others look sessions up meanwhile, without a lock, and without the allocation of boxed keys that
 * a general map needs.
 *
 * <p>Open addressing: a copy is in the first place that was free, from the place of its session's
 * hash on. As long as it is there, all places before it stay occupied, by copies or by marks of
 * removed ones; so a look-up finds it. When the table grows, all copies move to a new array, and
 * the old one stays as it is for its readers.
 *
 * <p>Memory ordering: readers read places, and the reference to the array, with volatile semantics;
 * a copy is added with them, too, unless there are no readers yet. A reader that finds a copy sees
 * the writes before it was added. A reader that misses a copy, in an array that is being changed or
 * was replaced, began before it was added. The changing thread reads only its own writes and those
 * of earlier holders of the same lock; so it needs no ordering.
 */
final class CopyTable {

  /** A power of two. */
  private static final int FIRST_ROOM = 8;

  /** The mark of a removed copy. */
  private static final Copy REMOVED = new Copy(null, 0, -1);

  /** 2^32 divided by the golden ratio: spreads numbers that follow each other. */
  private static final int HASH = 0x9E3779B9;

  private volatile AtomicReferenceArray<Copy> places = new AtomicReferenceArray<>(FIRST_ROOM);

  /** The number of places with copies or marks. */
  private int occupied;

  private int copies;

  /** The copy of the session, or null. */
  Copy find(int session) {
    AtomicReferenceArray<Copy> now = places;
    int place = firstPlace(session, now.length());
    while (true) {
      Copy copy = now.get(place);
      if (copy == null || copy.session() == session && copy != REMOVED) {
        return copy;
      }
      place = nextPlace(place, now.length());
    }
  }

  private static int firstPlace(int session, int length) {
    return session * HASH >>> Integer.numberOfLeadingZeros(length) + 1;
  }

  private static int nextPlace(int place, int length) {
    return place + 1 & length - 1;
  }

  /** Adds a copy of a session of which there is none. */
  void add(Copy copy) {
    int place = makeRoom(copy);
    places.set(place, copy);
  }

  /** Adds a copy of a session of which there is none, while there are no readers yet. */
  void addUnseen(Copy copy) {
    int place = makeRoom(copy);
    places.setPlain(place, copy);
  }

  /** Counts the copy, and returns its place. */
  private int makeRoom(Copy copy) {
    if (isCrowded(occupied + 1, places.length())) {
      moveToNewPlaces();
    }
    int place = vacantPlace(copy.session(), places);
    if (places.getPlain(place) == null) {
      occupied++;
    }
    copies++;
    return place;
  }

  /** Beyond three quarters, unsuccessful look-ups are slow. */
  private static boolean isCrowded(int occupied, int length) {
    return occupied > length / 4 * 3;
  }

  /** At most half of the new places are taken, so that the next move is far away. */
  private void moveToNewPlaces() {
    AtomicReferenceArray<Copy> before = places;
    int room = Math.max(FIRST_ROOM, Integer.highestOneBit(copies) * 4);
    AtomicReferenceArray<Copy> after = new AtomicReferenceArray<>(room);
    for (int place = 0; place < before.length(); place++) {
      Copy copy = before.getPlain(place);
      if (copy != null && copy != REMOVED) {
        after.setPlain(vacantPlace(copy.session(), after), copy);
      }
    }
    occupied = copies;
    places = after;
  }

  /** The first place without another copy. */
  private static int vacantPlace(int session, AtomicReferenceArray<Copy> places) {
    int place = firstPlace(session, places.length());
    Copy copy = places.getPlain(place);
    while (copy != null && copy != REMOVED) {
      place = nextPlace(place, places.length());
      copy = places.getPlain(place);
    }
    return place;
  }

  /** Removes a copy whose word is gone already: a thread that still finds it sees that. */
  void remove(Copy copy) {
    AtomicReferenceArray<Copy> now = places;
    int place = firstPlace(copy.session(), now.length());
    while (now.getPlain(place) != copy) {
      place = nextPlace(place, now.length());
    }
    now.setRelease(place, REMOVED);
    copies--;
  }
}
