package org.vlsverify.linearizability.tracevalidation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How threads come in between each other. In a turn a thread makes one access, draws its number,
 * and goes on to its next access; so the numbers have the order of the accesses. Safe for use by
 * several threads.
 */
abstract class Turns {
  /** The calling thread begins, or ends. */
  void enter(int thread) {}

  void leave() {}

  /** A call begins, or ends. */
  void begin() {}

  void end() {}

  /** Others may come in. */
  abstract void next();

  /** The lock of the design orders the numbers. */
  static Turns asTheyLike(Runnable noise) {
    return new Turns() {
      @Override
      void next() {
        noise.run();
      }
    };
  }

  /** One thread at a time; which one is next the machine decides. */
  static Turns oneAtATime(Runnable noise) {
    ReentrantLock turn = new ReentrantLock();
    return new Turns() {
      @Override
      void begin() {
        turn.lock();
      }

      @Override
      void end() {
        turn.unlock();
      }

      @Override
      void next() {
        turn.unlock();
        noise.run();
        turn.lock();
      }
    };
  }

  /** One thread at a time; which one is next the seed decides. */
  static Turns bySeed(long seed, int threads) {
    return new Seeded(new Random(seed), threads);
  }

  private static final class Seeded extends Turns {
    private final Random random;
    private final int threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Integer> in = new ArrayList<>();
    private final ThreadLocal<Integer> self = new ThreadLocal<>();
    private int turn = -1;

    Seeded(Random random, int threads) {
      this.random = random;
      this.threads = threads;
    }

    @Override
    void enter(int thread) {
      self.set(thread);
      lock.lock();
      try {
        in.add(thread);
        if (in.size() == threads) {
          in.sort(null);
          choose();
        }
        await(thread);
      } finally {
        lock.unlock();
      }
    }

    private void choose() {
      turn = in.isEmpty() ? -1 : in.get(random.nextInt(in.size()));
      changed.signalAll();
    }

    private void await(int thread) {
      while (turn != thread) {
        changed.awaitUninterruptibly();
      }
    }

    @Override
    void leave() {
      lock.lock();
      try {
        in.remove(self.get());
        choose();
      } finally {
        lock.unlock();
      }
    }

    @Override
    void next() {
      lock.lock();
      try {
        choose();
        await(self.get());
      } finally {
        lock.unlock();
      }
    }
  }
}
