package org.vlsverify.linearizability.stepping;

import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.vlsverify.sessions.Transport;

/** A VPP that answers as a step says, and remembers what it was told in it. */
public final class ToldTransport implements Transport {
  private static final String ATTACH = "attach ";

  private final Set<Integer> open = new HashSet<>();
  private SortedSet<String> told = new TreeSet<>();
  private final Called called;
  private boolean attaches;

  /** Gets to know of calls. */
  @FunctionalInterface
  public interface Called {
    /** VPP is called for a worker's session. */
    void by(int worker, int session);

    /** VPP is called to open a session, which the worker may have already. */
    default void toOpen(int worker, int session) {
      by(worker, session);
    }
  }

  /** One that nobody watches. */
  public ToldTransport() {
    this((worker, session) -> {});
  }

  /**
   * One whose calls are watched.
   *
   * @param called by the thread that calls, not null
   */
  public ToldTransport(Called called) {
    this.called = called;
  }

  /** What it answers from now on when a worker asks to be attached. */
  public void answer(boolean attaches) {
    this.attaches = attaches;
  }

  /** What it was told since the last call of this method, in words. */
  public SortedSet<String> told() {
    if (told.isEmpty()) {
      return told;
    }
    SortedSet<String> all = told;
    told = new TreeSet<>();
    return all;
  }

  /** That VPP is asked to give connections to somebody, in words. */
  public static String attached(String who) {
    return ATTACH + who;
  }

  /** Whether this is to attach somebody. */
  public static boolean isAttached(String told) {
    return told.startsWith(ATTACH);
  }

  /** That VPP is asked to give no more connections to somebody, in words. */
  public static String detached(String who) {
    return "detach " + who;
  }

  /** That a session is disconnected, in words. */
  public static String disconnected(int session) {
    return "disconnect s" + session;
  }

  /** That a session has a new owner, in words. */
  public static String owner(int session, int owner) {
    return "w" + owner + " owns s" + session;
  }

  /**
   * What it is told between two states, apart from new owners.
   *
   * @param attachedBefore who gets connections of what, in words
   * @param openBefore the sessions that are open
   */
  public static SortedSet<String> difference(
      Set<String> attachedBefore,
      Set<String> attachedAfter,
      Set<Integer> openBefore,
      Set<Integer> openAfter) {
    SortedSet<String> told = new TreeSet<>();
    attachedAfter.stream()
        .filter(who -> !attachedBefore.contains(who))
        .forEach(who -> told.add(attached(who)));
    attachedBefore.stream()
        .filter(who -> !attachedAfter.contains(who))
        .forEach(who -> told.add(detached(who)));
    openBefore.stream()
        .filter(session -> !openAfter.contains(session))
        .forEach(session -> told.add(disconnected(session)));
    return told;
  }

  private void tell(String what) {
    if (!told.add(what)) {
      told.add(what + ", once more");
    }
  }

  @Override
  public boolean open(int worker, int session) {
    called.toOpen(worker, session);
    return open.add(session);
  }

  @Override
  public boolean attach(int worker, int session) {
    called.by(worker, session);
    if (attaches) {
      tell(attached("w" + worker + " to s" + session));
    }
    return attaches;
  }

  @Override
  public void detach(int worker, int session) {
    called.by(worker, session);
    tell(detached("w" + worker + " to s" + session));
  }

  @Override
  public void disconnect(int worker, int session) {
    called.by(worker, session);
    open.remove(session);
    tell(disconnected(session));
  }

  @Override
  public void ownerChanged(int session, int oldOwner, int newOwner) {
    called.by(oldOwner, session);
    tell(owner(session, newOwner));
  }
}
