package org.vlsverify.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;

/** The kinds of {@link Lane}. */
final class Lanes {
  private Lanes() {}

  /** One worker on its sessions in turn. */
  private abstract static class InTurn extends Lane {
    /** The place in {@link #next}; the rest is padding. */
    private static final int NEXT = Lane.PADDING / Integer.BYTES;

    final SharedSessions sessions;
    final int worker;
    private final int[] ids;
    private final int[] next = new int[2 * Lane.PADDING / Integer.BYTES];

    InTurn(SharedSessions sessions, int worker, int[] ids) {
      this.sessions = sessions;
      this.worker = worker;
      this.ids = ids;
    }

    final int nextSession() {
      int now = next[NEXT];
      int after = now + 1;
      next[NEXT] = after == ids.length ? 0 : after;
      return ids[now];
    }
  }

  static final class ListenState extends InTurn {
    ListenState(SharedSessions sessions, int worker, int[] ids) {
      super(sessions, worker, ids);
    }

    @Override
    int run() {
      return sessions.listenState(worker, nextSession()).ordinal();
    }
  }

  static final class Owner extends InTurn {
    Owner(SharedSessions sessions, int worker, int[] ids) {
      super(sessions, worker, ids);
      if (run() == SharedSessions.NO_WORKER) {
        throw new IllegalStateException("not shared");
      }
    }

    @Override
    int run() {
      return sessions.owner(worker, nextSession());
    }
  }

  static final class SharedBy extends InTurn {
    private final int other;

    SharedBy(SharedSessions sessions, int worker, int[] ids, int other) {
      super(sessions, worker, ids);
      this.other = other;
      if (run() != 1) {
        throw new IllegalStateException("not shared by " + other);
      }
    }

    @Override
    int run() {
      return sessions.isSharedBy(worker, nextSession(), other) ? 1 : 0;
    }
  }

  /** Starts and stops waiting for connections. */
  static final class ListenerBit extends InTurn {
    ListenerBit(SharedSessions sessions, int worker, int[] ids) {
      super(sessions, worker, ids);
      for (int id : ids) {
        Scene.expect(Outcome.LISTENING, sessions.listen(worker, id));
      }
    }

    @Override
    int run() {
      int session = nextSession();
      Scene.expect(Outcome.ADDED, sessions.epollAdd(worker, session));
      Scene.expect(Outcome.REMOVED, sessions.epollDel(worker, session));
      return session;
    }
  }

  /** A child gets its parent's sessions, which are shared already, leaves them, and exits. */
  static final class Subscribe extends Lane {
    private final SharedSessions sessions;
    private final int parent;
    private final int child;
    private final int[] ids;

    Subscribe(SharedSessions sessions, int parent, int child, int[] ids) {
      this.sessions = sessions;
      this.parent = parent;
      this.child = child;
      this.ids = ids;
    }

    @Override
    int run() {
      bear(sessions, parent, child, ids.length, Outcome.SUBSCRIBED);
      for (int id : ids) {
        Scene.expect(Outcome.UNSHARED, sessions.unshare(child, id));
      }
      Scene.expect(Outcome.EXITED, sessions.exitComplete(child));
      return child;
    }
  }

  private static void bear(
      SharedSessions sessions, int parent, int child, int count, Outcome each) {
    Scene.expect(Outcome.FORK_BEGUN, sessions.forkBegin(parent, child));
    for (int shared = 0; shared < count; shared++) {
      Scene.expect(each, sessions.forkShareNext(child));
    }
    Scene.expect(Outcome.FORKED, sessions.forkComplete(child));
  }

  /** A child gets its parent's private sessions; both leave; the parent opens them again. */
  static final class FirstAndLast extends Lane {
    private final SharedSessions sessions;
    private final int parent;
    private final int child;
    private final int[] ids;

    FirstAndLast(SharedSessions sessions, int parent, int child, int[] ids) {
      this.sessions = sessions;
      this.parent = parent;
      this.child = child;
      this.ids = ids;
    }

    @Override
    int run() {
      bear(sessions, parent, child, ids.length, Outcome.FIRST_SHARED);
      for (int id : ids) {
        Scene.expect(Outcome.UNSHARED, sessions.unshare(child, id));
        Scene.expect(Outcome.LAST_CLOSED, sessions.unshare(parent, id));
        Scene.expect(Outcome.OPENED, sessions.open(parent, id));
      }
      Scene.expect(Outcome.EXITED, sessions.exitComplete(child));
      return child;
    }
  }

  /** Several parents with private sessions, of which each forks one child that exits. */
  private abstract static class Families extends Lane {
    final SharedSessions sessions;
    final int[] parents;
    final int[] children;
    private final int[][] ids;
    private boolean forked;

    /** The sessions of each parent. */
    Families(SharedSessions sessions, int[] parents, int[] children, int[][] ids) {
      this.sessions = sessions;
      this.parents = parents;
      this.children = children;
      this.ids = ids;
    }

    final void forkAll() {
      for (int i = 0; i < parents.length; i++) {
        Scene.expect(Outcome.FORKED, sessions.fork(parents[i], children[i]));
      }
      forked = true;
    }

    final void exitAll() {
      for (int child : children) {
        Scene.expect(Outcome.EXITED, sessions.exit(child));
      }
      forked = false;
    }

    /** Only the parents exist, and their sessions are private. */
    final void beginAnew() {
      if (forked) {
        exitAll();
      }
      for (int i = 0; i < parents.length; i++) {
        for (int id : ids[i]) {
          sessions.close(parents[i], id);
        }
        for (int id : ids[i]) {
          Scene.expect(Outcome.OPENED, sessions.open(parents[i], id));
        }
      }
    }
  }

  static final class Fork extends Families {
    Fork(SharedSessions sessions, int[] parents, int[] children, int[][] ids) {
      super(sessions, parents, children, ids);
    }

    @Override
    void prepare() {
      beginAnew();
    }

    @Override
    int run() {
      forkAll();
      return children.length;
    }
  }

  static final class Exit extends Families {
    Exit(SharedSessions sessions, int[] parents, int[] children, int[][] ids) {
      super(sessions, parents, children, ids);
    }

    @Override
    void prepare() {
      beginAnew();
      forkAll();
    }

    @Override
    int run() {
      exitAll();
      return children.length;
    }
  }

  /** One word, for the limits. */
  static final class Word {
    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    /** The place in {@link #words}; the rest is padding. */
    private static final int VALUE = Lane.PADDING / Long.BYTES;

    private final long[] words = new long[2 * VALUE];

    long get() {
      return (long) WORDS.getVolatile(words, VALUE);
    }

    boolean compareAndSet(long expected, long next) {
      return WORDS.compareAndSet(words, VALUE, expected, next);
    }
  }

  static final class VolatileRead extends Lane {
    private final Word word;

    VolatileRead(Word word) {
      this.word = word;
    }

    @Override
    int run() {
      return (int) word.get();
    }
  }

  /** Increments by compare-and-set until it succeeds. */
  static final class CompareAndSet extends Lane {
    private final Word word;

    CompareAndSet(Word word) {
      this.word = word;
    }

    @Override
    int run() {
      long now;
      do {
        now = word.get();
      } while (!word.compareAndSet(now, now + 1));
      return (int) now;
    }
  }
}
