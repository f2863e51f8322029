package org.vlsverify.sessions.locks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/** A no-op in place of a lock that is not needed. It excludes nobody and has no memory effects. */
enum NoLock implements Lock, ReadWriteLock {
  INSTANCE;

  @Override
  public void lock() {}

  @Override
  public void lockInterruptibly() {}

  @Override
  public boolean tryLock() {
    return true;
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) {
    return true;
  }

  @Override
  public void unlock() {}

  @Override
  public Condition newCondition() {
    throw new UnsupportedOperationException("a no-op lock has no conditions");
  }

  @Override
  public Lock readLock() {
    return this;
  }

  @Override
  public Lock writeLock() {
    return this;
  }
}
