package org.vlsverify.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** Locks and atomic read-modify-writes are counted; queries of the optimistic design have none. */
public class CountingTest {

  private static final Counts NONE = new Counts(0, 0, 0);

  static Stream<Arguments> queries() {
    return Arrays.stream(Operation.values())
        .filter(Operation::isQuery)
        .flatMap(
            operation ->
                Arrays.stream(ThreadModel.values())
                    .map(threadModel -> Arguments.of(operation, threadModel)));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void optimisticQueryTakesNoLockAndWritesNothing(Operation query, ThreadModel threadModel) {
    assertThat(Counting.ofOneRun(query, threadModel, Design.OPTIMISTIC)).isEqualTo(NONE);
  }

  @Test
  void locksOfAQueryAreCounted() {
    assertThat(Counting.ofOneRun(Operation.OWNER_SAME, ThreadModel.SINGLE_THREADED, Design.LOCKED))
        .isEqualTo(new Counts(2, 0, 0));
  }

  @Test
  void tableLocksAreCountedOnlyIfMultiThreaded() {
    Counts single =
        Counting.ofOneRun(Operation.PRIVATE, ThreadModel.SINGLE_THREADED, Design.LOCKED);
    Counts multi = Counting.ofOneRun(Operation.PRIVATE, ThreadModel.MULTI_THREADED, Design.LOCKED);

    assertThat(single).isEqualTo(NONE);
    assertThat(multi.locks()).isPositive();
  }

  @Test
  void elementLockIsCounted() {
    assertThat(
            Counting.ofOneRun(
                Operation.LISTENER_SAME, ThreadModel.SINGLE_THREADED, Design.OPTIMISTIC))
        .isEqualTo(new Counts(2, 0, 0));
  }

  @ParameterizedTest
  @EnumSource
  void everyDesignHasCountsForChanges(Design design) {
    Counts counts =
        Counting.ofOneRun(Operation.SUBSCRIBE_SAME, ThreadModel.SINGLE_THREADED, design);

    assertThat(counts.locks() + counts.readModifyWrites()).isPositive();
  }

  /** One call of each counted kind. */
  public static final class Examples implements IntSupplier {
    private final Lock lock = new ReentrantLock();
    private final ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock();
    private final StampedLock stamped = new ExtendedLock();
    private final AtomicInteger atomic = new AtomicInteger();
    private final ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();

    /** Public, to be called by reflection. */
    public Examples() {}

    @Override
    public int getAsInt() {
      lock.lock();
      lock.unlock();
      readWrite.readLock().lock();
      readWrite.readLock().unlock();
      if (readWrite.writeLock().tryLock()) {
        readWrite.writeLock().unlock();
      }
      stamped.unlockWrite(stamped.writeLock());
      stamped.validate(stamped.tryOptimisticRead());
      synchronized (map) {
        map.put(1, 1);
      }
      guarded();
      atomic.set(atomic.get() + atomic.incrementAndGet());
      return atomic.compareAndSet(2, 3) ? map.get(1) : 0;
    }

    private synchronized void guarded() {}
  }

  /** A subclass of a lock. */
  public static final class ExtendedLock extends StampedLock {
    private static final long serialVersionUID = 1;

    /** Public for another class loader. */
    public ExtendedLock() {}
  }

  /** A method reference, which cannot be counted. */
  static final class Reference {
    Runnable lock(Lock lock) {
      return lock::lock;
    }
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream(type.getName().replaceAll(".*\\.", "") + ".class")) {
      return in.readAllBytes();
    }
  }

  @Test
  void everyKindOfSynchronizationIsCounted() throws Exception {
    byte[] counted = CountingClassLoader.counted(bytes(Examples.class));
    ClassLoader loader =
        new ClassLoader(getClass().getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Examples.class.getName())
                ? defineClass(name, counted, 0, counted.length)
                : super.loadClass(name, resolve);
          }
        };
    Object examples = loader.loadClass(Examples.class.getName()).getConstructor().newInstance();
    Counts before = Counts.soFar();

    assertThat(((IntSupplier) examples).getAsInt()).isZero();

    assertThat(Counts.soFar().since(before)).isEqualTo(new Counts(6, 2, 1));
  }

  @Test
  void methodReferenceToALockIsRefused() {
    assertThatThrownBy(() -> CountingClassLoader.counted(bytes(Reference.class)))
        .hasMessageContaining("cannot count the method reference")
        .hasMessageContaining("Lock.lock");
  }
}
