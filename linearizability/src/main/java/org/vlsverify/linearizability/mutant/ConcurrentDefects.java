package org.vlsverify.linearizability.mutant;

import java.util.List;
import java.util.stream.Stream;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.design.Design;

/**
 * Defects of the implementation that only threads at the same time can show: those of the source
 * that a program on the JVM can have, and the classic ones of such code.
 */
public final class ConcurrentDefects {
  /** A lock that keeps nobody out. */
  private static final String OWN_LOCK = "new java.util.concurrent.locks.ReentrantLock();";

  private static final List<String> LEAVING =
      List.of("close", "unshare", "exitLeaveNext", "cleanupLeaveNext");
  private static final List<String> LISTENING = List.of("accept", "epollAdd");

  /**
   * A defect, and how it must be found.
   *
   * @param defect what is wrong
   * @param operations the methods that do it wrong
   * @param family of the scenario
   * @param scenario the name of the scenario that must find it
   * @param kind what is found
   * @param words what the explanation must say
   */
  public record Expected(
      Defect defect,
      List<String> operations,
      HandWrittenScenarios family,
      String scenario,
      Kind kind,
      String words) {
    /** The scenario that must find it. */
    public Scenario made() {
      return family.scenarios().stream()
          .filter(candidate -> candidate.name().equals(scenario))
          .findFirst()
          .orElseThrow();
    }

    /** Whether one of the threads does what is done wrong. */
    boolean concerns(Scenario scenario) {
      return scenario.invocations().map(Invocation::method).anyMatch(operations::contains);
    }

    @Override
    public String toString() {
      return defect.toString();
    }
  }

  private ConcurrentDefects() {}

  public static List<Expected> all() {
    return Stream.of(locked(), optimistic(), globalLock()).flatMap(List::stream).toList();
  }

  private static List<Expected> locked() {
    return List.of(
        new Expected(
            new Defect(
                Design.LOCKED,
                "element-lock-dropped",
                "Who unshares does not take the lock of the element.",
                "Leaving",
                "Lock dataLock = data.lock();",
                "Lock dataLock = " + OWN_LOCK),
            LEAVING,
            HandWrittenScenarios.UNSHARE_AGAINST_UNSHARE,
            "the last two leave",
            Kind.NOT_LINEARIZABLE,
            "unshare(worker 0, session 0)"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "disconnected-before-freed",
                "The last one to leave gives the handle back, lets go of the pool, and frees then.",
                "Leaving",
                "pool.remove(index); transport.disconnect(leaver, data.session());",
                "transport.disconnect(leaver, data.session());"
                    + " pool.writeLock().unlock(); pool.writeLock().lock();"
                    + " pool.remove(index);"),
            LEAVING,
            HandWrittenScenarios.OPEN_AGAINST_LAST_CLOSE,
            "a shared session is opened again, and shared again",
            Kind.NOT_LINEARIZABLE,
            "What each thread got: LAST_CLOSED | OPENED, FORK_BEGUN, NO_CAPACITY"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "subscribed-without-lock",
                "A child subscribes without a lock.",
                "Forking",
                "SharedData data = pool.acquire(original.sharedIndex());"
                    + " try { data.subscribe(child.index()); } finally { pool.release(data); }",
                "pool.get(original.sharedIndex()).subscribe(child.index());"),
            List.of("forkShareNext"),
            HandWrittenScenarios.SUBSCRIBE_AGAINST_UNSHARE,
            "a subscriber leaves while a child of the owner subscribes",
            Kind.NOT_LINEARIZABLE,
            "session 0: subscribers: expected <0, 2>"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "owner-check-then-act",
                "Whether the owner is idle is looked up, and the lock of the element let go"
                    + " before the owner is stopped.",
                "Listening",
                "if (data.isListener(owner) || !data.isAttached(owner)) { return; }",
                "boolean stays = data.isListener(owner) || !data.isAttached(owner);"
                    + " data.lock().unlock(); data.lock().lock();"
                    + " if (stays) { return; }"),
            LISTENING,
            HandWrittenScenarios.LISTENERS,
            "a subscriber accepts while the owner accepts",
            Kind.NOT_LINEARIZABLE,
            "worker 0, slot 0 (session 0): listening: expected LISTEN, is PASSIVE"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "fork-races-close-in-a-thread",
                "Whether the worker forks is looked up before its table is locked.",
                "LockedSharedSessions",
                "return change(worker, leaver -> close(leaver, session));",
                "Worker leaver = lifeCycle.worker(worker);"
                    + " if (leaver == null) { return Outcome.WORKER_NOT_LIVE; }"
                    + " boolean forks = leaver.isForkInProgress();"
                    + " Lock tableLock = leaver.tableWriteLock(); tableLock.lock();"
                    + " try { if (!leaver.isLive()) { return Outcome.WORKER_NOT_LIVE; }"
                    + " return forks ? Outcome.FORK_IN_PROGRESS : close(leaver, session); }"
                    + " finally { tableLock.unlock(); }"),
            List.of("close"),
            HandWrittenScenarios.FORK_AGAINST_CLOSE,
            "a question is asked before the end of the fork",
            Kind.NOT_LINEARIZABLE,
            "OWNER_CHANGED"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "lock-order-turned-round",
                "Death locks the table of the worker before the life cycle.",
                "LifeCycle",
                "lock.lock(); try { Worker killed = workers.get(worker);"
                    + " return killed == null ? Outcome.WORKER_NOT_LIVE : kill(killed); }"
                    + " finally { lock.unlock(); }",
                "Worker killed = workers.get(worker);"
                    + " if (killed == null) { return Outcome.WORKER_NOT_LIVE; }"
                    + " Lock tableLock = killed.tableWriteLock();"
                    + " tableLock.lock(); lock.lock();"
                    + " try { return kill(killed); }"
                    + " finally { lock.unlock(); tableLock.unlock(); }"),
            List.of("die"),
            HandWrittenScenarios.DEATH,
            "the parent dies while it forks",
            Kind.STUCK,
            "The threads do not come to an end."),
        new Expected(
            new Defect(
                Design.LOCKED,
                "question-without-lock",
                "Who asks for a subscriber does not lock the element.",
                "LockedSharedSessions",
                "shared(copy, false, data -> data.isSubscribed(other))",
                "copy.isShared() && pool.get(copy.sharedIndex()).isSubscribed(other)"),
            List.of("isSharedBy"),
            HandWrittenScenarios.QUERIES,
            "who shares it while the owner leaves",
            Kind.NOT_LINEARIZABLE,
            "What each thread got: OWNER_CHANGED | false"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "notice-read-without-lock",
                "A notice is read without a lock, and so perhaps twice.",
                "LockedSharedSessions",
                "shared(copy, false, data -> data.takeNotice(reader.index()))",
                "copy.isShared() && pool.get(copy.sharedIndex()).takeNotice(reader.index())"),
            List.of("acknowledge"),
            HandWrittenScenarios.ACKNOWLEDGE,
            "two threads read the notice",
            Kind.NOT_LINEARIZABLE,
            "What each thread got: TOLD | TOLD"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "session-lock-dropped",
                "To listen does not take the lock of the session.",
                "Listening",
                "Outcome listen(Worker worker, Session session) {"
                    + " Lock sessionLock = session.lock();",
                "Outcome listen(Worker worker, Session session) {"
                    + " Lock sessionLock = "
                    + OWN_LOCK),
            List.of("listen"),
            HandWrittenScenarios.LISTENERS,
            "two threads listen",
            Kind.NOT_LINEARIZABLE,
            "What each thread got: LISTENING | LISTENING"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "thread-count-off-by-one",
                "Tables are not locked, although a worker has two threads.",
                "Worker",
                "ConditionalLocks.newReadWriteLock(threadModel);",
                "ConditionalLocks.newReadWriteLock(ThreadModel.SINGLE_THREADED);"),
            List.of("open", "close", "unshare", "exitLeaveNext"),
            HandWrittenScenarios.OPEN_AGAINST_LAST_CLOSE,
            "two threads fill the last slot",
            Kind.NOT_LINEARIZABLE,
            "What each thread got: "),
        new Expected(
            new Defect(
                Design.LOCKED,
                "fork-ends-without-lock",
                "That there is no room is no longer true when the child becomes live for it.",
                "Forking",
                "Lock poolLock = pool.readLock();",
                "Lock poolLock = " + OWN_LOCK),
            List.of("forkComplete"),
            HandWrittenScenarios.INDEX_REUSE,
            "room is made at the end of a fork that lacks it",
            Kind.NOT_LINEARIZABLE,
            "What each thread got: FORKED_IN_PART | LAST_CLOSED, WORKER_NOT_LIVE"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "element-freed-twice",
                "To close takes the table of the worker for reading only, so that two threads of"
                    + " the last subscriber free the element.",
                "LockedSharedSessions",
                "return change(worker, leaver -> close(leaver, session));",
                "Worker leaver = lifeCycle.worker(worker);"
                    + " if (leaver == null) { return Outcome.WORKER_NOT_LIVE; }"
                    + " Lock tableLock = leaver.tableReadLock(); tableLock.lock();"
                    + " try { if (!leaver.isLive()) { return Outcome.WORKER_NOT_LIVE; }"
                    + " return leaver.isForkInProgress()"
                    + " ? Outcome.FORK_IN_PROGRESS : close(leaver, session); }"
                    + " finally { tableLock.unlock(); }"),
            List.of("close"),
            HandWrittenScenarios.OPEN_AGAINST_LAST_CLOSE,
            "two threads of the last subscriber close",
            Kind.NOT_LINEARIZABLE,
            "which is free | LAST_CLOSED"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "owner-before-subscribers",
                "The new owner is published before the old one is off the list of subscribers.",
                "Leaving",
                "data.unsubscribe(leaver); if (data.owner() != leaver) { return Outcome.UNSHARED; }"
                    + " changeOwner(leaver, data); return Outcome.OWNER_CHANGED;",
                "if (data.owner() != leaver) { data.unsubscribe(leaver); return Outcome.UNSHARED; }"
                    + " int[] all = data.subscribers();"
                    + " int next = all[0] == leaver ? all[all.length - 1] : all[0];"
                    + " data.changeOwner(next); data.addNotice();"
                    + " transport.ownerChanged(data.session(), leaver, next);"
                    + " data.lock().unlock(); data.lock().lock();"
                    + " data.unsubscribe(leaver); return Outcome.OWNER_CHANGED;"),
            LEAVING,
            HandWrittenScenarios.QUERIES,
            "who owns it while the owner leaves",
            Kind.NOT_LINEARIZABLE,
            "OWNER_CHANGED | worker 2, true, "),
        new Expected(
            new Defect(
                Design.LOCKED,
                "last-subscriber-check-then-act",
                "Whether others stay is looked up, and the lock of the element let go before one"
                    + " leaves to them.",
                "Leaving",
                "if (data.hasSeveralSubscribers()) { return leaveToOthers(leaver, data); }"
                    + " } finally { dataLock.unlock(); }",
                "boolean several = data.hasSeveralSubscribers();"
                    + " dataLock.unlock(); dataLock.lock();"
                    + " if (several) { return leaveToOthers(leaver, data); }"
                    + " } finally { dataLock.unlock(); }"),
            LEAVING,
            HandWrittenScenarios.UNSHARE_AGAINST_UNSHARE,
            "the last two leave",
            Kind.NOT_LINEARIZABLE,
            "unshare(worker 0, session 0)"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "lock-not-released",
                "Who asks for a worker that does not subscribe leaves the element locked.",
                "LockedSharedSessions",
                "(asking, copy) -> shared(copy, false, data -> data.isSubscribed(other))",
                "(asking, copy) -> { if (!copy.isShared()) { return false; }"
                    + " SharedData data = pool.acquire(copy.sharedIndex());"
                    + " boolean subscribed = data.isSubscribed(other);"
                    + " if (subscribed) { pool.release(data); } return subscribed; }"),
            List.of("isSharedBy"),
            HandWrittenScenarios.QUERIES,
            "who does not share it while the owner leaves",
            Kind.STUCK,
            "The threads do not come to an end."),
        new Expected(
            new Defect(
                Design.LOCKED,
                "told-before-the-change",
                "VPP is told of the new owner, and the lock of the element let go before it is the"
                    + " owner.",
                "Leaving",
                "int newOwner = data.firstSubscriber(); data.changeOwner(newOwner);"
                    + " data.addNotice();"
                    + " transport.ownerChanged(data.session(), oldOwner, newOwner);",
                "transport.ownerChanged(data.session(), oldOwner, data.firstSubscriber());"
                    + " data.lock().unlock(); data.lock().lock();"
                    + " data.changeOwner(data.firstSubscriber()); data.addNotice();"),
            LEAVING,
            HandWrittenScenarios.UNSHARE_AGAINST_UNSHARE,
            "the owner leaves while the next owner leaves",
            Kind.NOT_LINEARIZABLE,
            "VPP"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "told-after-the-next-change",
                "VPP is told of the new owner after the lock of the element was let go.",
                "Leaving",
                "data.changeOwner(newOwner); data.addNotice();"
                    + " transport.ownerChanged(data.session(), oldOwner, newOwner);",
                "data.changeOwner(newOwner); data.addNotice();"
                    + " data.lock().unlock(); data.lock().lock();"
                    + " transport.ownerChanged(data.session(), oldOwner, newOwner);"),
            LEAVING,
            HandWrittenScenarios.UNSHARE_AGAINST_UNSHARE,
            "the owner leaves while the next owner leaves",
            Kind.NOT_LINEARIZABLE,
            "VPP"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "half-closed-session-forked",
                "The table is let go of after a session was left, before its copy is gone.",
                "Leaving",
                "worker.remove(session); return outcome;",
                "if (worker.isLive()) {"
                    + " worker.tableWriteLock().unlock(); worker.tableWriteLock().lock(); }"
                    + " worker.remove(session); return outcome;"),
            LEAVING,
            HandWrittenScenarios.FORK_AGAINST_CLOSE,
            "the only session is closed while it is shared",
            Kind.NOT_LINEARIZABLE,
            "FORK_BEGUN, FIRST_SHARED"));
  }

  private static List<Expected> optimistic() {
    return List.of(
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "version-check-dropped",
                "Who asks for the owner does not check that no writer was there meanwhile.",
                "Queries",
                "int owner = element.owner(); if (lock.validate(stamp)) {",
                "int owner = element.owner(); if (true) {"),
            List.of("owner"),
            HandWrittenScenarios.QUERIES,
            "another thread of the owner closes",
            Kind.NOT_LINEARIZABLE,
            "OWNER_CHANGED | worker 2, NONE"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "generation-not-compared",
                "Who finds the element used for another session takes it for its own.",
                "SharedElement",
                "return generation == handleGeneration && flags.isUp(SUBSCRIBED, worker);",
                "return flags.isUp(SUBSCRIBED, worker);"),
            List.of("isSharedBy"),
            HandWrittenScenarios.QUERIES,
            "another thread of the worker closes, and shares another session with one more",
            Kind.NOT_LINEARIZABLE,
            "FIRST_SHARED | true"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "asker-may-be-dead",
                "Who asks for the owner does not look again whether it is live.",
                "Queries",
                "return subscribed && worker.isLive() ? owner",
                "return subscribed ? owner"),
            List.of("owner"),
            HandWrittenScenarios.QUERIES,
            "the worker dies, and is the owner then",
            Kind.NOT_LINEARIZABLE,
            "DIED, OWNER_CHANGED | worker 1"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "published-before-filled",
                "The handle of a new element is published before the element is filled in.",
                "Forking",
                "Copy copy = copyOf(original, child); fill(",
                "Copy copy = copyOf(original, child); original.become(Copy.shared(handle)); fill("),
            List.of("forkShareNext"),
            HandWrittenScenarios.QUERIES,
            "another thread of a listener shares it",
            Kind.NOT_LINEARIZABLE,
            "FIRST_SHARED | NONE, "),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "index-stack-without-version",
                "The stack of free indices has no version: it is mistaken for the one "
                    + "that it was before.",
                "FreeIndices",
                "ONE_VERSION = HELD << 1;",
                "ONE_VERSION = 0;"),
            List.of("forkShareNext"),
            HandWrittenScenarios.INDEX_REUSE,
            "two elements are taken and one is freed while others are asked for",
            Kind.NOT_LINEARIZABLE,
            "FIRST_SHARED, FIRST_SHARED | FIRST_SHARED, FIRST_SHARED, FORKED, "
                + "OWNER_CHANGED, LAST_CLOSED"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "no-room-while-released",
                "It is said that there is no room while an index is being freed.",
                "FreeIndices",
                "if ((now & RELEASING_MASK) == 0) { return NONE; }",
                "if (true) { return NONE; }"),
            List.of("forkShareNext", "forkComplete"),
            HandWrittenScenarios.OPEN_AGAINST_LAST_CLOSE,
            "a shared session is opened again, and shared again",
            Kind.NOT_LINEARIZABLE,
            "LAST_CLOSED | OPENED, FORK_BEGUN, NO_CAPACITY"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "room-not-held",
                "Indices may be freed before the child that lacks room is live.",
                "Forking",
                "child.setLife(Life.LIVE); elements.free().endHold();",
                "elements.free().endHold(); child.setLife(Life.LIVE);"),
            List.of("forkComplete"),
            HandWrittenScenarios.INDEX_REUSE,
            "room is made at the end of a fork that lacks it",
            Kind.NOT_LINEARIZABLE,
            "FORKED_IN_PART | LAST_CLOSED, WORKER_NOT_LIVE"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "dead-may-accept",
                "Whether the worker is live is not looked up under the lock of the element.",
                "Listening",
                "if (!worker.isLive()) { return Outcome.WORKER_NOT_LIVE; }",
                ""),
            LISTENING,
            HandWrittenScenarios.DEATH,
            "a subscriber dies while it accepts, and is asked about",
            Kind.NOT_LINEARIZABLE,
            "DIED, false | ACCEPTING"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "opened-before-granted",
                "The copy is there before the transport has granted the session.",
                "OptimisticSharedSessions",
                "opener.add(copy); boolean granted = false;",
                "copy.become(Copy.opened()); opener.add(copy); boolean granted = false;"),
            List.of("open"),
            HandWrittenScenarios.QUERIES,
            "another thread of the worker opens",
            Kind.NOT_LINEARIZABLE,
            "SESSION_EXISTS | LISTENING, OPENED"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "private-copy-not-busy",
                "Who closes a private session does not mark it as busy.",
                "Leaving",
                "long word = copy.acquire();",
                "long word = copy.await();"),
            LEAVING,
            HandWrittenScenarios.LISTENERS,
            "a worker listens while another thread of it closes",
            Kind.NOT_LINEARIZABLE,
            "LISTENING | CLOSED, NONE"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "lost-update-of-subscribers",
                "A child lets go of the lock when it has read who subscribes, and then makes it those"
                    + " and itself.",
                "Forking",
                "try { element.subscribe(child);",
                "Worker[] read = element.subscribers();"
                    + " lock.unlockWrite(stamp); stamp = lock.writeLock();"
                    + " try { java.util.List<Worker> then = java.util.List.of(read);"
                    + " for (Worker now : element.subscribers()) {"
                    + " if (!then.contains(now)) { element.unsubscribe(now); } }"
                    + " for (Worker before : then) {"
                    + " if (!element.isSubscribed(before.index())) { element.subscribe(before); } }"
                    + " element.subscribe(child);"),
            List.of("forkShareNext"),
            HandWrittenScenarios.SUBSCRIBE_AGAINST_UNSHARE,
            "the owner leaves while a child of another subscriber subscribes",
            Kind.NOT_LINEARIZABLE,
            "session 0: subscribers: expected <1, 2>"));
  }

  private static List<Expected> globalLock() {
    return List.of(
        new Expected(
            new Defect(
                Design.GLOBAL_LOCK,
                "question-without-lock",
                "Who asks for a listener does not take the lock.",
                "GlobalLockSharedSessions",
                "readLock.lock(); try { return sessions.isListener(worker, session, other); }"
                    + " finally { readLock.unlock(); }",
                "return sessions.isListener(worker, session, other);"),
            List.of("isListener"),
            HandWrittenScenarios.QUERIES,
            "another thread of the worker closes before the owner accepts",
            Kind.NOT_LINEARIZABLE,
            "What each thread got: UNSHARED, ACCEPTING | true"),
        new Expected(
            new Defect(
                Design.GLOBAL_LOCK,
                "unshare-under-read-lock",
                "Who unshares takes the lock for reading only.",
                "GlobalLockSharedSessions",
                "writeLock.lock(); try { return sessions.unshare(worker, session); }"
                    + " finally { writeLock.unlock(); }",
                "readLock.lock(); try { return sessions.unshare(worker, session); }"
                    + " finally { readLock.unlock(); }"),
            List.of("unshare"),
            HandWrittenScenarios.UNSHARE_AGAINST_UNSHARE,
            "the last two leave",
            Kind.NOT_LINEARIZABLE,
            "unshare(worker 0, session 0)"),
        new Expected(
            new Defect(
                Design.GLOBAL_LOCK,
                "notice-read-under-read-lock",
                "Who reads a notice, and so removes it, takes the lock for reading only.",
                "GlobalLockSharedSessions",
                "writeLock.lock(); try { return sessions.acknowledge(worker, session); }"
                    + " finally { writeLock.unlock(); }",
                "readLock.lock(); try { return sessions.acknowledge(worker, session); }"
                    + " finally { readLock.unlock(); }"),
            List.of("acknowledge"),
            HandWrittenScenarios.ACKNOWLEDGE,
            "two threads read the notice",
            Kind.NOT_LINEARIZABLE,
            "What each thread got: TOLD | TOLD"));
  }
}
