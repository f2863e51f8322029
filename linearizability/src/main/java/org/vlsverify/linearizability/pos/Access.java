package org.vlsverify.linearizability.pos;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.vlsverify.linearizability.stepping.Tap;

/**
 * What classes rewritten by {@link AccessVisitor} call before, or in the place of, an access that
 * threads can notice. A thread that belongs to no schedule makes the access as always. Safe for use
 * by several threads.
 */
public final class Access {
  /** The access is to all of the object, not to one of its elements. */
  static final int ALL = -1;

  private static final ThreadLocal<Strand> CURRENT = new ThreadLocal<>();

  private Access() {}

  /** From now on the calling thread is this one of a schedule; null for none. */
  static void runAs(Strand strand) {
    if (strand == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(strand);
    }
  }

  /** Called by instrumented code, before an access. */
  public static void at(Object target, int index, int site) {
    Strand strand = CURRENT.get();
    if (strand != null) {
      strand.at(target, index, Site.of(site));
    }
  }

  /** Called by instrumented code, in the place of a wait in a loop. */
  public static void pause(int site) {
    Strand strand = CURRENT.get();
    if (strand == null) {
      Thread.onSpinWait();
    } else {
      strand.pause(Site.of(site));
    }
  }

  /** Called by instrumented code: the lock is one of the two of the pair. */
  public static Lock half(ReadWriteLock pair, boolean reads) {
    Lock lock = reads ? pair.readLock() : pair.writeLock();
    Strand strand = CURRENT.get();
    if (strand != null) {
      strand.half(lock, pair, reads);
    }
    return lock;
  }

  /** Called by instrumented code. */
  public static void lock(Lock lock, int site) {
    Strand strand = CURRENT.get();
    if (strand == null) {
      lock.lock();
    } else {
      strand.lock(lock, Site.of(site), lock::tryLock);
    }
  }

  /** Called by instrumented code. */
  public static void unlock(Lock lock, int site) {
    Strand strand = CURRENT.get();
    if (strand == null) {
      lock.unlock();
    } else {
      strand.unlock(lock, Site.of(site), lock::unlock);
    }
  }

  /** Called by instrumented code: {@link Tap} takes the lock, as soon as it is free. */
  public static void lockAndTell(Lock lock, int site) {
    Strand strand = CURRENT.get();
    if (strand == null) {
      Tap.lock(lock);
    } else {
      strand.lock(
          lock,
          Site.of(site),
          () -> {
            boolean free = lock.tryLock();
            if (free) {
              lock.unlock();
              Tap.lock(lock);
            }
            return free;
          });
    }
  }

  /** Called by instrumented code: {@link Tap} releases the lock. */
  public static void unlockAndTell(Lock lock, int site) {
    Strand strand = CURRENT.get();
    if (strand == null) {
      Tap.unlock(lock);
    } else {
      strand.unlock(lock, Site.of(site), () -> Tap.unlock(lock));
    }
  }

  /** Called by instrumented code. */
  public static long writeLock(StampedLock lock, int site) {
    Strand strand = CURRENT.get();
    if (strand == null) {
      return lock.writeLock();
    }
    long[] stamp = new long[1];
    strand.lock(lock, Site.of(site), () -> (stamp[0] = lock.tryWriteLock()) != 0);
    return stamp[0];
  }

  /** Called by instrumented code. */
  public static void unlockWrite(StampedLock lock, long stamp, int site) {
    Strand strand = CURRENT.get();
    if (strand == null) {
      lock.unlockWrite(stamp);
    } else {
      strand.unlock(lock, Site.of(site), () -> lock.unlockWrite(stamp));
    }
  }

  /** Called by instrumented code. */
  public static long readLock(StampedLock lock, int site) {
    Strand strand = CURRENT.get();
    if (strand == null) {
      return lock.readLock();
    }
    long[] stamp = new long[1];
    strand.lock(lock, Site.of(site), () -> (stamp[0] = lock.tryReadLock()) != 0);
    return stamp[0];
  }

  /** Called by instrumented code. */
  public static void unlockRead(StampedLock lock, long stamp, int site) {
    Strand strand = CURRENT.get();
    if (strand == null) {
      lock.unlockRead(stamp);
    } else {
      strand.unlock(lock, Site.of(site), () -> lock.unlockRead(stamp));
    }
  }
}
