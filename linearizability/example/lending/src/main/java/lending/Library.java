package lending;

import java.util.Arrays;

/** Lends books. Safe for use by several threads. */
public class Library {
  private static final int SHELF = -1;
  private final int[] holder;

  public Library(int books) {
    holder = new int[books];
    Arrays.fill(holder, SHELF);
  }

  public synchronized boolean borrow(int reader, int book) {
    if (holder[book] != SHELF || Arrays.stream(holder).anyMatch(other -> other == reader)) {
      return false;
    }
    holder[book] = reader;
    return true;
  }

  public synchronized boolean giveBack(int reader, int book) {
    if (holder[book] != reader) {
      return false;
    }
    holder[book] = SHELF;
    return true;
  }

  public synchronized int[] holders() {
    return holder.clone();
  }
}
