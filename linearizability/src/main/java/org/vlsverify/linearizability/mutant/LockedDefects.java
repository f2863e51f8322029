package org.vlsverify.linearizability.mutant;

import static org.vlsverify.linearizability.mutant.ConcurrentDefects.LEAVING;
import static org.vlsverify.linearizability.mutant.ConcurrentDefects.LISTENING;
import static org.vlsverify.linearizability.mutant.ConcurrentDefects.OWN_LOCK;

import java.util.List;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.mutant.ConcurrentDefects.Expected;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.sessions.design.Design;

/** Concurrent defects of the design with a lock for each element. */
final class LockedDefects {
  private LockedDefects() {}

  static List<Expected> all() {
    return List.of(
        new Expected(
            new Defect(
                Design.LOCKED,
                "element-lock-dropped",
                "Unshare does not take the lock of the element.",
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
                "The last subscriber disconnects, releases the lock of the pool, and only then frees.",
                "Leaving",
                "pool.remove(index); transport.disconnect(leaver, data.session());",
                "transport.disconnect(leaver, data.session());"
                    + " pool.writeLock().unlock(); pool.writeLock().lock();"
                    + " pool.remove(index);"),
            LEAVING,
            HandWrittenScenarios.OPEN_AGAINST_LAST_CLOSE,
            "a shared session is opened again, and shared again",
            Kind.NOT_LINEARIZABLE,
            "Results by thread: LAST_CLOSED | OPENED, FORK_BEGUN, NO_CAPACITY"),
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
                "The lock of the element is released between the check that the owner is idle"
                    + " and its stop.",
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
                "Close checks for a fork before it locks the table of the worker.",
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
            "owner query before the end of the fork",
            Kind.NOT_LINEARIZABLE,
            "OWNER_CHANGED"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "lock-order-turned-round",
                "A death locks the table of the worker before the life cycle: a lock-order inversion.",
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
            "The threads do not terminate."),
        new Expected(
            new Defect(
                Design.LOCKED,
                "question-without-lock",
                "The subscriber query does not lock the element.",
                "LockedSharedSessions",
                "shared(copy, false, data -> data.isSubscribed(other))",
                "copy.isShared() && pool.get(copy.sharedIndex()).isSubscribed(other)"),
            List.of("isSharedBy"),
            HandWrittenScenarios.QUERIES,
            "subscriber query while the owner leaves",
            Kind.NOT_LINEARIZABLE,
            "Results by thread: OWNER_CHANGED | false"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "notice-read-without-lock",
                "Acknowledge does not lock the element, so that two threads may read one notice.",
                "LockedSharedSessions",
                "shared(copy, false, data -> data.takeNotice(reader.index()))",
                "copy.isShared() && pool.get(copy.sharedIndex()).takeNotice(reader.index())"),
            List.of("acknowledge"),
            HandWrittenScenarios.ACKNOWLEDGE,
            "two threads read the notice",
            Kind.NOT_LINEARIZABLE,
            "Results by thread: TOLD | TOLD"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "session-lock-dropped",
                "Listen does not take the lock of the session.",
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
            "Results by thread: LISTENING | LISTENING"),
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
            "Results by thread: "),
        new Expected(
            new Defect(
                Design.LOCKED,
                "fork-ends-without-lock",
                "The pool may gain a free element between the check for capacity and the end of the fork.",
                "Forking",
                "Lock poolLock = pool.readLock();",
                "Lock poolLock = " + OWN_LOCK),
            List.of("forkComplete"),
            HandWrittenScenarios.INDEX_REUSE,
            "capacity is freed at the end of a fork that lacks it",
            Kind.NOT_LINEARIZABLE,
            "Results by thread: FORKED_IN_PART | LAST_CLOSED, WORKER_NOT_LIVE"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "element-freed-twice",
                "Close takes only the read lock of the table, so that two threads of the last"
                    + " subscriber free the element.",
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
                "The new owner is published before the old one is removed from the subscribers.",
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
            "owner query while the owner leaves",
            Kind.NOT_LINEARIZABLE,
            "OWNER_CHANGED | worker 2, true, "),
        new Expected(
            new Defect(
                Design.LOCKED,
                "last-subscriber-check-then-act",
                "The lock of the element is released between the check for other subscribers and"
                    + " the removal of one.",
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
                "The subscriber query leaves the element locked if the answer is no.",
                "LockedSharedSessions",
                "(asking, copy) -> shared(copy, false, data -> data.isSubscribed(other))",
                "(asking, copy) -> { if (!copy.isShared()) { return false; }"
                    + " SharedData data = pool.acquire(copy.sharedIndex());"
                    + " boolean subscribed = data.isSubscribed(other);"
                    + " if (subscribed) { pool.release(data); } return subscribed; }"),
            List.of("isSharedBy"),
            HandWrittenScenarios.QUERIES,
            "query for a worker without the session while the owner leaves",
            Kind.STUCK,
            "The threads do not terminate."),
        new Expected(
            new Defect(
                Design.LOCKED,
                "told-before-the-change",
                "VPP is notified of the new owner, and the lock of the element released, before the"
                    + " owner changes.",
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
                "VPP is notified of the new owner after the lock of the element was released.",
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
                "Close releases the table after it has left the shared data, before it removes the copy.",
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
}
