package org.vlsverify.sessions.design.optimistic;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The copies of one worker, by session. One thread at a time changes the table; any number of
 * others look things up meanwhile, without a lock, and without allocating anything, as the boxed
 * keys of a general map would.
 *
 * <p>Open addressing: a copy stands in the first place that was free, from where its session's hash
 * points to. As long as it is there, all places on the way to it stay occupied, be it by the mark
 * of what was removed; so whoever looks for it finds it. When the table grows, all copies move to a
 * new array, and the old one stays as it is for those who are reading it.
 *
 * <p>Memory ordering: readers read places, and the reference to the array, with volatile semantics;
 * a copy is added with them, too, unless nobody looks things up yet. Who finds a copy sees what was
 * written before it was added. Who does not find a copy, in an array that is being changed or was
 * replaced, began to look before it was added. The thread that changes the table reads what it, or
 * who changed it before under the same lock, has written; so it needs no ordering for that.
 */
final class CopyTable {

  /** A power of two. */
  private static final int FIRST_ROOM = 8;

  /** Where a copy was removed; no session's. */
  private static final Copy REMOVED = new Copy(null, 0, -1);

  /** 2^32 divided by the golden ratio: spreads numbers that follow each other. */
  private static final int HASH = 0x9E3779B9;

  private volatile AtomicReferenceArray<Copy> places = new AtomicReferenceArray<>(FIRST_ROOM);

  /** Places that are not free: of copies, and of what was removed. */
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

  /** Adds a copy of a session of which there is none, while nobody else looks things up yet. */
  void addUnseen(Copy copy) {
    int place = makeRoom(copy);
    places.setPlain(place, copy);
  }

  /** Counts the copy, and says where it will be. */
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

  /** Beyond three quarters, what is not there takes long to be missed. */
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

  /** The first place that no other copy has. */
  private static int vacantPlace(int session, AtomicReferenceArray<Copy> places) {
    int place = firstPlace(session, places.length());
    Copy copy = places.getPlain(place);
    while (copy != null && copy != REMOVED) {
      place = nextPlace(place, places.length());
      copy = places.getPlain(place);
    }
    return place;
  }

  /** Removes a copy that is there, and gone: whoever finds it yet sees that. */
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
