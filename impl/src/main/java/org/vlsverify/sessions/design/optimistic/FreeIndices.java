package org.vlsverify.sessions.design.optimistic;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The free elements of shared data; the one that was freed last is allocated first. Lock-free,
 * except that a thread can stop the freeing of elements while it decides.
 *
 * <p>A stack. One word holds its top and two facts that must be read together with it: how many
 * elements are about to be freed, and whether freeing is stopped. Every change increments a version
 * in the word, against the ABA problem.
 *
 * <p>Memory ordering: actions before an index is freed happen-before actions after it is taken,
 * since both change the word by compare-and-set.
 */
final class FreeIndices {

  /** The largest number of indices there can be. */
  static final int MAX = (1 << 20) - 1;

  /** There is no free index. */
  static final int NONE = -1;

  private static final int TOP_BITS = 20;
  private static final long TOP_MASK = (1L << TOP_BITS) - 1;
  private static final int RELEASING_BITS = 11;
  private static final long ONE_RELEASING = 1L << TOP_BITS;
  private static final long RELEASING_MASK = ((1L << RELEASING_BITS) - 1) << TOP_BITS;
  private static final long HELD = 1L << TOP_BITS + RELEASING_BITS;
  private static final long ONE_VERSION = HELD << 1;

  /** The place in {@link #words}; the rest is padding, see {@link Padding}. */
  private static final int WORD = Padding.BYTES / Long.BYTES;

  /** Top plus one, or 0 if there is none; how many are being released; held; version. */
  private final AtomicLongArray words = new AtomicLongArray(2 * WORD + 1);

  /**
   * For each free index the one below, in the same form as the top. Written before the word that
   * makes the index the top, and read after that; a read that is too late does not count, since the
   * word has another version then. So plain accesses suffice, which are atomic for an int.
   */
  private final AtomicIntegerArray below;

  /** All from 0 are free, the lowest on top. */
  FreeIndices(int count) {
    below = new AtomicIntegerArray(count);
    for (int index = 0; index < count; index++) {
      below.set(index, index + 1 < count ? index + 2 : 0);
    }
    words.set(WORD, count > 0 ? 1 : 0);
  }

  /**
   * Takes an index, or {@link #NONE}. Takes effect when the word changes; without a free index,
   * when it is read that there is none and none is about to be freed.
   */
  int take() {
    for (int round = 0; ; round++) {
      long now = words.get(WORD);
      int top = (int) (now & TOP_MASK);
      if (top == 0) {
        if ((now & RELEASING_MASK) == 0) {
          return NONE;
        }
        Waiting.pause(round);
      } else if (words.compareAndSet(WORD, now, withTop(now, below.getPlain(top - 1)))) {
        return top - 1;
      }
    }
  }

  private static long withTop(long word, long top) {
    return (word & ~TOP_MASK | top) + ONE_VERSION;
  }

  /**
   * An index is about to be freed. From now on no thread gets the answer that there is none: so all
   * actions between this and {@link #release} take effect together with the freeing of the index.
   */
  void beginRelease() {
    for (int round = 0; ; round++) {
      long now = words.get(WORD);
      if ((now & HELD) == 0
          && (now & RELEASING_MASK) != RELEASING_MASK
          && words.compareAndSet(WORD, now, now + ONE_RELEASING + ONE_VERSION)) {
        return;
      }
      Waiting.pause(round);
    }
  }

  /** Frees an index that was begun to be released. */
  void release(int index) {
    long now;
    do {
      now = words.get(WORD);
      below.setPlain(index, (int) (now & TOP_MASK));
    } while (!words.compareAndSet(WORD, now, withTop(now - ONE_RELEASING, index + 1)));
  }

  /**
   * If there is no free index, keeps it like that until {@link #endHold}.
   *
   * @return false if there is a free index
   */
  boolean holdIfNone() {
    for (int round = 0; ; round++) {
      long now = words.get(WORD);
      if ((now & TOP_MASK) != 0) {
        return false;
      }
      if ((now & (RELEASING_MASK | HELD)) == 0
          && words.compareAndSet(WORD, now, (now | HELD) + ONE_VERSION)) {
        return true;
      }
      Waiting.pause(round);
    }
  }

  /** Indices may be freed again. */
  void endHold() {
    words.set(WORD, (words.get(WORD) & ~HELD) + ONE_VERSION);
  }
}
