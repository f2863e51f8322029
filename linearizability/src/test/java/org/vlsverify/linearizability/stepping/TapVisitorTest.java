package org.vlsverify.linearizability.stepping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.vlsverify.sessions.design.locked.LockedSharedSessions;

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

  static class LocksOptimistically {
    long locks(StampedLock lock) {
      return lock.tryOptimisticRead();
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
      new ClassReader(bytes).accept(new TapVisitor(new ClassWriter(0), (owner, field) -> false), 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        TriesLock.class,
        LocksByAnotherType.class,
        LocksOptimistically.class,
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

  @Test
  void everyClassOfLockedIsIntercepted() throws IOException, URISyntaxException {
    Path classes =
        Path.of(LockedSharedSessions.class.getResource("LockedSharedSessions.class").toURI());
    List<String> intercepted = new ArrayList<>();
    try (Stream<Path> files = Files.list(classes.getParent())) {
      for (Path file : files.toList()) {
        new ClassReader(Files.readAllBytes(file))
            .accept(new TapVisitor(new ClassWriter(0), (owner, field) -> false), 0);
        intercepted.add(file.getFileName().toString());
      }
    }
    assertThat(intercepted).contains("LockedSharedSessions.class", "LifeCycle.class");
  }
}
