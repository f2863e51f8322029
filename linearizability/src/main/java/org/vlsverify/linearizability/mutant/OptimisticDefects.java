package org.vlsverify.linearizability.mutant;

import static org.vlsverify.linearizability.mutant.ConcurrentDefects.LEAVING;
import static org.vlsverify.linearizability.mutant.ConcurrentDefects.LISTENING;

import java.util.List;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.mutant.ConcurrentDefects.Expected;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.sessions.design.Design;

/** Concurrent defects of the design whose queries take no lock. */
final class OptimisticDefects {
  private OptimisticDefects() {}

  static List<Expected> all() {
    return List.of(
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "version-check-dropped",
                "The owner query does not check the version for a concurrent writer.",
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
                "A query does not notice that the element is reused for another session.",
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
                "The owner query does not check again that the caller is live.",
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
                "The handle of a new element is published before the element is initialized.",
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
                "The stack of free indices has no version: an ABA problem.",
                "FreeIndices",
                "ONE_VERSION = HELD << 1;",
                "ONE_VERSION = 0;"),
            List.of("forkShareNext"),
            HandWrittenScenarios.INDEX_REUSE,
            "two elements are taken and one is freed while others are requested",
            Kind.NOT_LINEARIZABLE,
            "FIRST_SHARED, FIRST_SHARED | FIRST_SHARED, FIRST_SHARED, FORKED, "
                + "OWNER_CHANGED, LAST_CLOSED"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "no-room-while-released",
                "A share reports no capacity while an index is being freed.",
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
                "Indices may be freed before the child without capacity is live.",
                "Forking",
                "child.setLife(Life.LIVE); elements.free().endHold();",
                "elements.free().endHold(); child.setLife(Life.LIVE);"),
            List.of("forkComplete"),
            HandWrittenScenarios.INDEX_REUSE,
            "capacity is freed at the end of a fork that lacks it",
            Kind.NOT_LINEARIZABLE,
            "FORKED_IN_PART | LAST_CLOSED, WORKER_NOT_LIVE"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "dead-may-accept",
                "Accept does not check under the lock of the element that the worker is live.",
                "Listening",
                "if (!worker.isLive()) { return Outcome.WORKER_NOT_LIVE; }",
                ""),
            LISTENING,
            HandWrittenScenarios.DEATH,
            "a subscriber dies while it accepts, with a listener query",
            Kind.NOT_LINEARIZABLE,
            "DIED, false | ACCEPTING"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "opened-before-granted",
                "The copy is visible before the transport has granted the session.",
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
                "Close of a private session does not mark the copy as busy.",
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
                "A share releases the lock between the read and the update of the subscribers: a lost"
                    + " update.",
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
}
