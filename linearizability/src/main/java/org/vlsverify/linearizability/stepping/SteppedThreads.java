package org.vlsverify.linearizability.stepping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.locks.Lock;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.stepping.SteppedThread.Stop;
import org.vlsverify.sessions.SharedSessions;

/**
 * The threads of a design, one for each thread of the specification, and others that try something
 * in a state. For use by one thread.
 *
 * @param <V> states of the specification
 * @param <E> its steps
 */
public abstract class SteppedThreads<V extends SteppedDesign.View, E>
    implements SteppedDesign.Threads<V, E> {
  private final Map<String, SteppedThread> threads = new LinkedHashMap<>();
  private final List<SteppedThread> others = new ArrayList<>();
  private SharedSessions sessions;
  private ToldTransport transport;
  private int waits;

  /**
   * @param names of the model's threads, not null
   */
  protected SteppedThreads(Set<String> names) {
    names.forEach(name -> threads.put(name, new SteppedThread(name, this::made)));
  }

  /** One more thread, which tries something. */
  protected final SteppedThread another(String name) {
    SteppedThread thread = new SteppedThread(name, this::made);
    others.add(thread);
    return thread;
  }

  @Override
  public final void restart(SharedSessionsFactory factory, V initial) {
    all().forEach(SteppedThread::abandon);
    transport = newTransport();
    forget();
    Tap.listen(
        new TapListener() {
          @Override
          public void made(Object object) {
            SteppedThreads.this.made(object);
          }
        });
    try {
      sessions = factory.create(bounds(), initial.root(), transport);
      prepare(initial);
    } finally {
      Tap.listen(null);
    }
  }

  /** The bounds of the model. */
  protected abstract Bounds bounds();

  /**
   * Goes on to the initial state, without stops.
   *
   * @param initial not null
   */
  protected void prepare(V initial) {
    // In most models one worker lives alone then.
  }

  /** The VPP of new objects. */
  protected ToldTransport newTransport() {
    return new ToldTransport();
  }

  /** New objects will be made. */
  protected abstract void forget();

  /** Gets to know an object of the design. */
  protected abstract void made(Object object);

  /** A lock by what it guards. */
  protected abstract String name(Lock lock);

  /** What is driven. */
  protected final SharedSessions sessions() {
    return sessions;
  }

  /** The VPP that it talks to. */
  public final ToldTransport transport() {
    return transport;
  }

  /** The one with the name. */
  public final SteppedThread thread(String name) {
    return threads.get(name);
  }

  /** Those of the specification and the others. */
  protected final List<SteppedThread> all() {
    List<SteppedThread> all = new ArrayList<>(threads.values());
    all.addAll(others);
    return all;
  }

  /** The one that runs this; for what the code calls. */
  protected final SteppedThread caller() {
    return all().stream().filter(SteppedThread::isCurrent).findFirst().orElseThrow();
  }

  /** Counts an attempt that has to wait. */
  protected final void hasToWait() {
    waits++;
  }

  @Override
  public final int waits() {
    return waits;
  }

  /** Adds a line if a thread has stopped for another reason. */
  protected final void compareStop(
      List<String> differences, SteppedThread thread, Stop stop, Stop wanted) {
    if (stop != wanted) {
      differences.add(
          "%s: expected to %s, %s".formatted(thread.name(), words(wanted), words(thread, stop)));
    }
  }

  private static String words(Stop wanted) {
    return switch (wanted) {
      case LOCKED -> "take a lock";
      case RELEASES -> "be about to release a lock";
      case RELEASED -> "release the pool and go on";
      case ACCESSES -> "be about to make an access";
      case PAUSES -> "wait in a loop";
      case RETURNED -> "return";
      case WAITS -> "wait for a lock";
      case THREW -> "throw";
    };
  }

  /** Why a thread has stopped. */
  public final String words(SteppedThread thread, Stop stop) {
    return switch (stop) {
      case LOCKED -> "takes " + name(thread.held().get(thread.held().size() - 1));
      case RELEASES -> "is about to release a lock";
      case RELEASED -> "releases the pool and goes on";
      case ACCESSES -> "is about to make an access";
      case PAUSES -> "waits in a loop";
      case RETURNED -> "returns " + thread.outcome();
      case WAITS ->
          thread.missed() == null ? "waits in a loop" : "waits for " + name(thread.missed());
      case THREW -> "throws " + thread.thrown();
    };
  }

  /** Adds a line if VPP was told something else. */
  protected final void compareTold(List<String> differences, SortedSet<String> expected) {
    SortedSet<String> told = transport.told();
    if (!told.equals(expected)) {
      differences.add("VPP: expected to be told %s, is told %s".formatted(expected, told));
    }
  }

  @Override
  public final void close() {
    all().forEach(SteppedThread::end);
  }
}
