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
}
