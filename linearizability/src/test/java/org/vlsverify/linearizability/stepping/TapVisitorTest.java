package org.vlsverify.linearizability.stepping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.vlsverify.sessions.design.globallock.GlobalLockSharedSessions;
import org.vlsverify.sessions.design.locked.LockedSharedSessions;
import org.vlsverify.sessions.design.optimistic.OptimisticSharedSessions;

class TapVisitorTest {
  static class TriesLock {
    boolean tries(Lock lock) {
      return lock.tryLock();
    }
  }

  static class LocksByAnotherType {
    void locks(ReentrantLock lock) {
      lock.lock();
    }
  }

  static class ConvertsLock {
    long converts(StampedLock lock) {
      return lock.tryConvertToWriteLock(lock.tryOptimisticRead());
    }
  }

  static class HasSynchronizedMethod {
    synchronized void does() {}
  }

  static class HasSynchronizedBlock {
    void does() {
      synchronized (this) {
        hashCode();
      }
    }
  }

  static class Waits {
    void waits() throws InterruptedException {
      wait();
    }
  }

  static class Counts {
    int counts(AtomicInteger counter) {
      return counter.incrementAndGet();
    }
  }

  static class StartsThread {
    void starts() {
      new Thread(() -> {});
    }
  }

  private static void visit(Class<?> type) throws IOException {
    try (InputStream bytes =
        type.getResourceAsStream(type.getName().replaceAll(".*\\.", "") + ".class")) {
      new ClassReader(bytes)
          .accept(new TapVisitor(new ClassWriter(0), (owner, field) -> false, Set.of()), 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        TriesLock.class,
        LocksByAnotherType.class,
        ConvertsLock.class,
        HasSynchronizedMethod.class,
        HasSynchronizedBlock.class,
        Waits.class,
        Counts.class,
        StartsThread.class
      })
  void unknownAccessIsRefused(Class<?> type) {
    assertThatThrownBy(() -> visit(type))
        .isInstanceOf(UnknownAccessException.class)
        .hasMessageContaining(type.getName())
        .hasMessageContaining("cannot intercept");
  }

  static List<Class<?>> designs() {
    return List.of(
        GlobalLockSharedSessions.class, LockedSharedSessions.class, OptimisticSharedSessions.class);
  }

  /** From a folder of classes or from a jar: a build with {@code verify} has the jar. */
  @ParameterizedTest
  @MethodSource("designs")
  void everyClassOfADesignIsIntercepted(Class<?> design) throws IOException {
    List<String> intercepted = new ArrayList<>();
    for (JavaClass type : new ClassFileImporter().importPackagesOf(design)) {
      if (!type.getPackageName().equals(design.getPackageName())) {
        continue;
      }
      String file = type.getName().replace('.', '/') + ".class";
      try (InputStream bytes = design.getClassLoader().getResourceAsStream(file)) {
        new ClassReader(bytes)
            .accept(new TapVisitor(new ClassWriter(0), (owner, field) -> false, Set.of()), 0);
      }
      intercepted.add(type.getSimpleName());
    }
    assertThat(intercepted).contains(design.getSimpleName(), "Worker");
  }
}
