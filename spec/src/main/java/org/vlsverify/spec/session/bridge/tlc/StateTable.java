package org.vlsverify.spec.session.bridge.tlc;

import java.util.Arrays;

/** The distinct states, numbered from 0; a state is one value number per variable. */
final class StateTable {
  private final int width;
  private int[] rows;
  private int size;

  /** Open addressing; number + 1, or 0 where free. */
  private int[] slots = new int[1024];

  StateTable(int width) {
    this.width = width;
    this.rows = new int[width * 256];
  }

  int size() {
    return size;
  }

  /** Gives the value number of a variable in a state. */
  int value(int state, int variable) {
    return rows[state * width + variable];
  }

  /** Gives the number of a state; assigns one to a new state. */
  int number(int[] row) {
    int slot = slot(row, 0);
    return slots[slot] == 0 ? add(row, slot) : slots[slot] - 1;
  }

  /** Gives the number of a state, or -1 for a new one. */
  int find(int[] row) {
    return slots[slot(row, 0)] - 1;
  }

  private int slot(int[] row, int offset) {
    int hash = 0;
    for (int i = 0; i < width; i++) {
      hash = 31 * hash + row[offset + i];
    }
    hash *= 0x9E3779B9;
    int slot = (hash ^ hash >>> 15) & slots.length - 1;
    while (slots[slot] != 0 && !equal(row, offset, (slots[slot] - 1) * width)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private boolean equal(int[] row, int offset, int start) {
    return Arrays.equals(row, offset, offset + width, rows, start, start + width);
  }

  private int add(int[] row, int slot) {
    if ((size + 1) * width > rows.length) {
      rows = Arrays.copyOf(rows, 2 * rows.length);
    }
    System.arraycopy(row, 0, rows, size * width, width);
    size++;
    slots[slot] = size;
    if (2 * size > slots.length) {
      slots = new int[2 * slots.length];
      for (int number = 0; number < size; number++) {
        slots[slot(rows, number * width)] = number + 1;
      }
    }
    return size - 1;
  }
}
