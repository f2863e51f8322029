package org.vlsverify.linearizability.stepping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A thread that moves only while the one that drives it waits, from stop to stop: it stops where it
 * is told to, and when its call has returned. It tries locks, and never waits for one: a lock that
 * it does not get ends its call.
 *
 * <p>The methods are for the one thread that drives.
 */
public final class SteppedThread {
  /** Without progress for so long, the code hangs. */
  private static final long LONGEST_STEP = TimeUnit.SECONDS.toNanos(120);

  /** Why a thread has stopped. */
  public enum Stop {
    /** It has got a lock. */
    LOCKED,
    /** It is about to release a lock. */
    RELEASES,
    /** It has released a lock. */
    RELEASED,
    /** It is about to make an access. */
    ACCESSES,
    /** It waits in a loop for another thread, and can go on with that. */
    PAUSES,
    RETURNED,
    /** It did not get a lock; its call is over, and has released what it held. */
    WAITS,
    THREW
  }

  /** Where a thread stops. The thread itself asks. */
  public interface Stops {
    /** Stops nowhere. */
    Stops NOWHERE = new Stops() {};

    /** Whether it stops after it has got the lock. */
    default boolean afterLock(Lock lock) {
      return false;
    }

    /** Whether it stops before it releases the lock. */
    default boolean beforeUnlock(Lock lock) {
      return false;
    }

    /** Whether it stops after it has released the lock. */
    default boolean afterUnlock(Lock lock) {
      return false;
    }

    /**
     * Whether it stops before an access; see {@link TapListener#before}. A lock is {@code
     * Lock.lock}, {@code Lock.unlock}, {@code StampedLock.writeLock}, {@code
     * StampedLock.unlockWrite}.
     */
    default boolean before(String access, boolean writes, Object target) {
      return false;
    }

    /** Whether it stops where it waits in a loop. Otherwise its call ends. */
    default boolean atPause() {
      return false;
    }
  }

  /** Ends a call that does not get a lock, or that nobody will go on with. */
  private static final class Unwind extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unwind() {
      super(null, null, false, false);
    }
  }

  private final String name;
  private final Consumer<Object> made;
  private final Thread driver = Thread.currentThread();
  private final Thread thread;
  private final List<Lock> held = new ArrayList<>();
  private final Map<StampedLock, Long> stamps = new LinkedHashMap<>();
  private final List<Lock> wanted = new ArrayList<>();

  private Supplier<?> call;
  private Stops stops = Stops.NOWHERE;
  private boolean abandoned;

  /** The call is over, and releases what it holds. */
  private boolean unwinds;

  private boolean over;
  private boolean inCall;
  private Stop stop = Stop.RETURNED;
  private Object outcome;
  private Throwable thrown;
  private Lock missed;

  /** Whose turn it is; all other fields go over with it. */
  private volatile boolean moves;

  /**
   * @param made is told of objects that the thread makes
   */
  public SteppedThread(String name, Consumer<Object> made) {
    this.name = name;
    this.made = made;
    this.thread = new Thread(this::run, "stepped " + name);
    thread.setDaemon(true);
    thread.start();
  }

  // ------------------------------------------------------------------ for the one that drives

  public String name() {
    return name;
  }

  /** The locks that it holds, in the order in which it got them. */
  public List<Lock> held() {
    return held;
  }

  /** The locks with a stamp that it holds. */
  public Set<StampedLock> stamped() {
    return stamps.keySet();
  }

  /** The locks that its last call has asked for, in their order. */
  public List<Lock> wanted() {
    return wanted;
  }

  public boolean isInCall() {
    return inCall;
  }

  /** Whether it is the one that runs this. */
  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** What the last call has returned, or null if it has not. */
  public Object outcome() {
    return outcome;
  }

  /** What the last call has thrown, or null. */
  public Throwable thrown() {
    return thrown;
  }

  /** The lock that ended the last call, since another thread had it; or null. */
  public Lock missed() {
    return missed;
  }

  /**
   * Begins a call, and moves to its first stop.
   *
   * @param call not null
   * @param stops where it stops until the call has returned, not null
   */
  public Stop begin(Supplier<?> call, Stops stops) {
    if (inCall) {
      throw new IllegalStateException(name + " is in the middle of a call");
    }
    this.call = call;
    this.stops = stops;
    outcome = null;
    thrown = null;
    missed = null;
    wanted.clear();
    unwinds = false;
    inCall = true;
    return move();
  }

  /** Carries a call out, without stops. */
  public Stop perform(Supplier<?> call) {
    return begin(call, Stops.NOWHERE);
  }

  /** Moves on to the next stop. */
  public Stop move() {
    moves = true;
    LockSupport.unpark(thread);
    long start = System.nanoTime();
    while (moves) {
      LockSupport.parkNanos(this, LONGEST_STEP);
      if (moves && System.nanoTime() - start > LONGEST_STEP) {
        throw new IllegalStateException(name + " does not stop.\n" + stacks());
      }
    }
    return stop;
  }

  /** Ends the call where it is. */
  public void abandon() {
    if (inCall) {
      abandoned = true;
      move();
      abandoned = false;
    }
    held.clear();
    stamps.clear();
  }

  /** Ends the thread. */
  public void end() {
    abandon();
    over = true;
    moves = true;
    LockSupport.unpark(thread);
  }

  private static String stacks() {
    return Thread.getAllStackTraces().entrySet().stream()
        .map(SteppedThread::stack)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String stack(Map.Entry<Thread, StackTraceElement[]> stack) {
    return stack.getKey().getName()
        + Stream.of(stack.getValue())
            .map(frame -> "\n    at " + frame)
            .collect(Collectors.joining());
  }

  // ------------------------------------------------------------------ what the thread itself does

  private void run() {
    Tap.listen(new Listener());
    while (true) {
      awaitTurn();
      if (over) {
        return;
      }
      Stop end;
      try {
        outcome = call.get();
        end = Stop.RETURNED;
      } catch (Unwind e) {
        // Code need not release what it holds when taking a lock throws: that never does.
        while (!held.isEmpty()) {
          held.remove(held.size() - 1).unlock();
        }
        stamps.forEach(StampedLock::unlockWrite);
        stamps.clear();
        end = Stop.WAITS;
      } catch (Throwable e) {
        thrown = e;
        end = Stop.THREW;
      }
      inCall = false;
      giveBack(end);
    }
  }

  private void awaitTurn() {
    while (!moves) {
      LockSupport.park(this);
    }
  }

  private void giveBack(Stop why) {
    stop = why;
    moves = false;
    LockSupport.unpark(driver);
  }

  private void stop(Stop why) {
    if (abandoned) {
      return;
    }
    giveBack(why);
    awaitTurn();
    if (abandoned) {
      unwinds = true;
      throw new Unwind();
    }
  }

  private final class Listener implements TapListener {
    @Override
    public void made(Object object) {
      made.accept(object);
    }

    @Override
    public void before(String access, boolean writes, Object target) {
      if (!unwinds && stops.before(access, writes, target)) {
        stop(Stop.ACCESSES);
      }
    }

    @Override
    public void pause() {
      if (unwinds || abandoned || !stops.atPause()) {
        unwinds = true;
        throw new Unwind();
      }
      stop(Stop.PAUSES);
    }

    @Override
    public long writeLock(StampedLock lock) {
      before("StampedLock.writeLock", false, lock);
      long stamp = lock.tryWriteLock();
      while (stamp == 0) {
        pause();
        stamp = lock.tryWriteLock();
      }
      stamps.put(lock, stamp);
      return stamp;
    }

    @Override
    public void unlockWrite(StampedLock lock, long stamp) {
      before("StampedLock.unlockWrite", false, lock);
      lock.unlockWrite(stamp);
      stamps.remove(lock);
    }

    @Override
    public void lock(Lock lock) {
      before("Lock.lock", false, lock);
      wanted.add(lock);
      if (!lock.tryLock()) {
        if (missed == null) {
          missed = lock;
        }
        unwinds = true;
        throw new Unwind();
      }
      held.add(lock);
      if (stops.afterLock(lock)) {
        stop(Stop.LOCKED);
      }
    }

    @Override
    public void unlock(Lock lock) {
      before("Lock.unlock", false, lock);
      if (!unwinds && stops.beforeUnlock(lock)) {
        stop(Stop.RELEASES);
      }
      lock.unlock();
      int last = held.lastIndexOf(lock);
      if (last >= 0) {
        held.remove(last);
      }
      // A call that does not get on releases what it holds without more ado.
      if (!unwinds && stops.afterUnlock(lock)) {
        stop(Stop.RELEASED);
      }
    }
  }
}
