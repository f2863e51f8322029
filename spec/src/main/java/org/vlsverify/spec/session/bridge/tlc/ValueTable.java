package org.vlsverify.spec.session.bridge.tlc;

import java.util.Arrays;
import org.vlsverify.spec.tla.TlaValue;
import tlc2.util.FP64;
import tlc2.value.impl.FcnLambdaValue;
import tlc2.value.impl.Value;

/**
 * The distinct values that one variable has in any state, numbered from 0. States are many and the
 * values of one variable are few, so a state is kept as one number per variable. Like TLC, it
 * treats values with equal 64-bit fingerprints as equal.
 */
final class ValueTable {
  private final Values values;
  private long[] fingerprints = new long[64];
  private Value[] originals = new Value[64];
  private TlaValue[] decoded = new TlaValue[64];
  private int size;

  /** Open addressing; number + 1, or 0 where free. */
  private int[] slots = new int[256];

  ValueTable(Values values) {
    this.values = values;
  }

  /** Gives the number of a value; assigns one to a new value. */
  int number(Value value) {
    long fingerprint = value.fingerPrint(FP64.New());
    int slot = slot(fingerprint);
    return slots[slot] == 0 ? add(value, fingerprint, slot) : slots[slot] - 1;
  }

  /** Gives the number of a value, or -1 for a new one. */
  int find(Value value) {
    return slots[slot(value.fingerPrint(FP64.New()))] - 1;
  }

  Value original(int number) {
    return originals[number];
  }

  TlaValue decoded(int number) {
    if (decoded[number] == null) {
      decoded[number] = values.decode(originals[number]);
    }
    return decoded[number];
  }

  private int slot(long fingerprint) {
    int slot = (int) (fingerprint ^ fingerprint >>> 32) & slots.length - 1;
    while (slots[slot] != 0 && fingerprints[slots[slot] - 1] != fingerprint) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private int add(Value value, long fingerprint, int slot) {
    if (size == originals.length) {
      fingerprints = Arrays.copyOf(fingerprints, 2 * size);
      originals = Arrays.copyOf(originals, 2 * size);
      decoded = Arrays.copyOf(decoded, 2 * size);
    }
    value.deepNormalize();
    fingerprints[size] = fingerprint;
    originals[size] = value instanceof FcnLambdaValue lazy ? lazy.toFcnRcd() : value;
    size++;
    slots[slot] = size;
    if (2 * size > slots.length) {
      slots = new int[2 * slots.length];
      for (int number = 0; number < size; number++) {
        slots[slot(fingerprints[number])] = number + 1;
      }
    }
    return size - 1;
  }
}
