package org.vlsverify.linearizability.history;

import static org.vlsverify.linearizability.scenario.Invocation.*;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Hang;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.sessions.testing.TimeLimit;

/**
 * Takes each number that the configuration bounds beyond a field of 16 bits: the sessions of a
 * worker, the shared sessions, the subscribers of a session, and the worker indices. The results
 * follow from the specification; the reference is too slow for so many. {@link ReuseLoop} is about
 * the numbers that only grow.
 */
public final class LargeNumbers {
  /** More than a signed number of 16 bits: designs may search the slots from the first one. */
  static final int SESSIONS = (1 << 15) + 64;

  /** So many more sessions, one after the other, that each place of a hash table is used. */
  private static final int TURNOVER = 5 * SESSIONS;

  /** More than an unsigned number of 16 bits. */
  static final int WORKERS = (1 << 16) + 64;

  /** A table with four words for each 64 workers has 2^16 words. */
  static final int WORKER_INDICES = 1 << 20;

  private final String name;
  private final SharedSessionsFactory factory;
  private final String command;
  private final AtomicInteger steps = new AtomicInteger();
  private String part;
  private RecordingTransport transport;
  private SharedSessions sessions;

  private LargeNumbers(String name, SharedSessionsFactory factory, String command) {
    this.name = name;
    this.factory = factory;
    this.command = command;
  }

  /**
   * Runs all parts.
   *
   * @param name of the implementation, not null
   * @param factory makes it, not null
   * @param command repeats the check, not null
   * @throws AssertionError at the first result that differs, with the part and the invocation
   */
  public static void run(String name, SharedSessionsFactory factory, String command) {
    LargeNumbers numbers = new LargeNumbers(name, factory, command);
    TimeLimit.run(
        "The check with large numbers on " + name,
        Hang.limit(),
        numbers.steps::get,
        () -> {
          numbers.workerIndices(WORKER_INDICES);
          numbers.subscribers(WORKERS);
          numbers.sharedSessions(SESSIONS);
        });
  }

  private void begin(String what, Bounds bounds, int root) {
    part = what;
    transport = new RecordingTransport(bounds.listenable());
    try {
      sessions = factory.create(bounds, root, transport);
    } catch (RuntimeException e) {
      throw difference("its creation: thrown: " + e, e);
    }
  }

  /** Two workers with the highest indices. */
  private void workerIndices(int count) {
    int root = count - 2;
    int child = count - 1;
    begin("%,d worker indices".formatted(count), new Bounds(count, 1, 1, 1, Set.of(0)), root);
    expect(open(root, 0), Outcome.OPENED);
    expect(listen(root, 0), Outcome.LISTENING);
    expect(fork(root, child), Outcome.FORKED);
    expect(owner(child, 0), root);
    expect(isSharedBy(root, 0, child), true);
    expect(isSharedBy(root, 0, 0), false);
    expect(accept(child, 0), Outcome.ACCEPTING);
    expect(listenState(root, 0), ListenState.PASSIVE);
    expect(isListener(root, 0, child), true);
    expect(isListener(child, 0, root), false);
    expect(epollDel(child, 0), Outcome.REMOVED);
    expect(close(root, 0), Outcome.OWNER_CHANGED);
    expect(owner(child, 0), child);
    expect(isSharedBy(child, 0, root), false);
    expect(acknowledge(child, 0), Outcome.TOLD);
    expect(close(child, 0), Outcome.LAST_CLOSED);
    expect(exit(child), Outcome.EXITED);
    end();
  }

  /** One session that all workers share; then its owners leave until nobody is left. */
  private void subscribers(int count) {
    begin("%,d subscribers".formatted(count), new Bounds(count, 1, 1, 1, Set.of()), 0);
    expect(open(0, 0), Outcome.OPENED);
    for (int child = 1; child < count; child++) {
      expect(fork(0, child), Outcome.FORKED);
      expect(isSharedBy(0, 0, child), true);
    }
    // The last subscriber moves to the first place, and so is the next owner.
    int owner = 0;
    for (int next = count - 1; next > 0; next--) {
      expect(unshare(owner, 0), Outcome.OWNER_CHANGED);
      expect(owner(1, 0), next);
      owner = next;
    }
    expect(unshare(1, 0), Outcome.LAST_CLOSED);
    end();
  }

  /** One worker has as many sessions as it can, and shares all but one, which has no room. */
  private void sharedSessions(int count) {
    begin(
        "%,d sessions".formatted(count),
        new Bounds(2, count + TURNOVER, count, count - 1, Set.of()),
        0);
    for (int session = 0; session < count; session++) {
      expect(open(0, session), Outcome.OPENED);
    }
    expect(open(0, count), Outcome.NO_CAPACITY);
    int first = 0;
    for (int next = count; next < count + TURNOVER; next++) {
      expect(close(0, first), Outcome.CLOSED);
      expect(open(0, next), Outcome.OPENED);
      first = next;
    }
    expect(close(0, first), Outcome.CLOSED);
    expect(open(0, 0), Outcome.OPENED);
    expect(forkBegin(0, 1), Outcome.FORK_BEGUN);
    for (int session = 0; session < count - 1; session++) {
      expect(forkShareNext(1), Outcome.FIRST_SHARED);
    }
    expect(forkShareNext(1), Outcome.NO_CAPACITY);
    expect(forkComplete(1), Outcome.FORKED_IN_PART);
    for (int session = 0; session < count - 1; session++) {
      expect(isSharedBy(1, session, 0), true);
      expect(unshare(0, session), Outcome.OWNER_CHANGED);
      expect(owner(1, session), 1);
      expect(close(1, session), Outcome.LAST_CLOSED);
    }
    expect(close(0, count - 1), Outcome.CLOSED);
    expect(open(0, 0), Outcome.OPENED);
    expect(open(1, 1), Outcome.OPENED);
    expect(exit(1), Outcome.EXITED);
    expect(fork(0, 1), Outcome.FORKED);
    expect(close(0, 0), Outcome.OWNER_CHANGED);
    expect(close(1, 0), Outcome.LAST_CLOSED);
    end();
  }

  private void expect(Invocation invocation, Object expected) {
    steps.incrementAndGet();
    Object result;
    try {
      result = invocation.on(sessions, transport);
    } catch (RuntimeException e) {
      throw difference(
          "%s: expected %s, thrown: %s".formatted(invocation, invocation.words(expected), e), e);
    }
    if (!result.equals(expected)) {
      throw difference(
          "%s: expected %s, is %s"
              .formatted(invocation, invocation.words(expected), invocation.words(result)),
          null);
    }
  }

  private void end() {
    if (!transport.mistakes().isEmpty() || !transport.sessions().isEmpty()) {
      throw difference(
          "calls to VPP: %s, open sessions %s"
              .formatted(transport.mistakes(), transport.sessions()),
          null);
    }
  }

  private AssertionError difference(String what, RuntimeException cause) {
    return new AssertionError(
        "%s differs from the specification with %s.%n%s (invocation %,d)%nReproduce with: %s%n"
            .formatted(name, part, what, steps.get(), command),
        cause);
  }
}
