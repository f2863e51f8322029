package org.vlsverify.linearizability.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.checks.ReplayCheck;
import org.vlsverify.linearizability.checks.Variant;
import org.vlsverify.linearizability.mutant.StoredFinding;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.linearizability.trace.TraceReplay;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Transport;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** The replay must find each of these defects of the reference, by the right operation. */
class ReplayNegativeControlsTest {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am test -Dtest=ReplayNegativeControlsTest";

  /** The smallest models in which the defects show. */
  private static final String TWO_WORKERS = "SharedData_2w1s";

  private static final String TWO_SLOTS = "SharedData_2w2s_full";
  private static final String THREE_WORKERS = "SharedData_3w1s_live";

  /** Shown by a query with an effect, and by what is refused before: a trace has no such steps. */
  private static final Set<String> WITHOUT_STEP =
      Set.of("query-takes-notice", "refusal-has-late-effect");

  /**
   * A defect, and how it must be found.
   *
   * @param name unique
   * @param model where it is looked for
   * @param position the number of operations on a shortest path that shows it
   * @param call the last of them, or a query
   * @param factory makes the reference with the defect
   */
  record Defect(
      String name, String model, int position, String call, SharedSessionsFactory factory) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The reference, to be damaged. */
  private static class Reference extends ReferenceSharedSessions {
    Reference(Bounds bounds, int root, Transport transport) {
      super(bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport);
    }
  }

  static List<Defect> defects() {
    return List.of(
        new Defect(
            "removal-keeps-order",
            THREE_WORKERS,
            7,
            "close(worker 0, session 0)",
            RemovalKeepsOrder::new),
        new Defect("notice-twice", TWO_WORKERS, 5, "close(worker 0, session 0)", NoticeTwice::new),
        new Defect("notice-lost", TWO_WORKERS, 5, "close(worker 0, session 0)", NoticeLost::new),
        new Defect("nobody-told", TWO_WORKERS, 5, "close(worker 0, session 0)", NobodyTold::new),
        new Defect(
            "old-owner-told", TWO_WORKERS, 5, "close(worker 0, session 0)", OldOwnerTold::new),
        new Defect(
            "unshare-of-private-unknown",
            TWO_WORKERS,
            2,
            "unshare(worker 0, session 0)",
            UnshareOfPrivateUnknown::new),
        new Defect(
            "owner-not-changed",
            TWO_WORKERS,
            5,
            "close(worker 0, session 0)",
            OwnerNotChanged::new),
        new Defect(
            "last-inherits", THREE_WORKERS, 7, "close(worker 0, session 0)", LastInherits::new),
        new Defect(
            "first-share-forgets-parent",
            TWO_WORKERS,
            3,
            "forkShareNext(child 1)",
            FirstShareForgetsParent::new),
        new Defect("child-owns", TWO_WORKERS, 3, "forkShareNext(child 1)", ChildOwns::new),
        new Defect(
            "idle-owner-not-stopped",
            TWO_WORKERS,
            6,
            "accept(worker 1, session 0, VPP attaches)",
            IdleOwnerNotStopped::new),
        new Defect(
            "busy-owner-stopped",
            TWO_WORKERS,
            7,
            "accept(worker 1, session 0, VPP attaches)",
            BusyOwnerStopped::new),
        new Defect(
            "listener-bit-lost",
            TWO_WORKERS,
            5,
            "accept(worker 0, session 0, VPP attaches)",
            ListenerBitLost::new),
        new Defect(
            "highest-slot-first", TWO_SLOTS, 1, "open(worker 0, session 0)", HighestSlotFirst::new),
        new Defect(
            "orphans-not-adopted",
            TWO_WORKERS,
            3,
            "exitComplete(worker 0)",
            OrphansNotAdopted::new),
        new Defect(
            "still-attached", TWO_WORKERS, 6, "epollDel(worker 0, session 0)", StillAttached::new),
        new Defect(
            "handle-not-released",
            TWO_WORKERS,
            2,
            "close(worker 0, session 0)",
            HandleNotReleased::new),
        new Defect(
            "query-takes-notice",
            TWO_WORKERS,
            6,
            "owner(worker 1, session 0)",
            QueryTakesNotice::new),
        new Defect(
            "query-fails",
            TWO_WORKERS,
            3,
            "isListener(worker 0, session 0, other worker 0)",
            QueryFails::new),
        new Defect(
            "refusal-has-effect",
            TWO_WORKERS,
            1,
            "forkBegin(parent 0, child 0)",
            RefusalHasEffect::new),
        new Defect(
            "refusal-has-late-effect",
            TWO_WORKERS,
            5,
            "close(worker 0, session 0)",
            RefusalHasLateEffect::new),
        new Defect(
            "handle-released-twice",
            TWO_WORKERS,
            2,
            "close(worker 0, session 0)",
            HandleReleasedTwice::new));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void isFound(Defect defect) {
    long start = System.nanoTime();
    ReplayModel model = ReplayCheck.prepare(ReplayCheck.model(defect.model()));

    ReplayDifference difference =
        catchThrowableOfType(
            ReplayDifference.class,
            () -> Replay.run(model, "reference with " + defect.name(), defect.factory(), COMMAND));

    String expected = found(defect.position(), defect.call());
    String actual =
        difference == null ? "not found" : found(difference.position(), difference.call());
    String finding = difference == null ? "nothing" : difference.getMessage();
    StoredFinding stored = StoredFinding.of("replay", defect.name());
    VerdictLog.record(
        CheckResult.of(CheckMethod.CONFORMANCE, "replay finds defect", "reference")
            .defect(defect.name())
            .outcome(expected, actual, actual.equals(expected) && stored.isSameAs(finding))
            .seconds((System.nanoTime() - start) / 1e9)
            .trace(stored.file())
            .reproduce(COMMAND)
            .build());
    assertThat(actual).isEqualTo(expected);
    stored.assertSameAs(finding);
    assertShownByItsTrace(defect, model.bounds(), difference.trace().orElseThrow());
  }

  /** The trace that is kept of a difference shows it again, and does not accuse the innocent. */
  private static void assertShownByItsTrace(Defect defect, Bounds bounds, Trace trace) {
    TraceReplay.Result atFault = TraceReplay.run(trace, bounds, defect.factory());
    assertThat(atFault.code()).isEmpty();
    assertThat(atFault.reference().isPresent() || atFault.difference().isPresent())
        .as("whether the trace shows the defect")
        .isEqualTo(!WITHOUT_STEP.contains(defect.name()));
    assertThat(TraceReplay.run(trace, bounds, Variant.REFERENCE).difference()).isEmpty();
  }

  private static String found(int position, String call) {
    return "differs at operation %d, %s".formatted(position, call);
  }

  private static final class RemovalKeepsOrder extends Reference {
    RemovalKeepsOrder(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected List<Integer> removed(List<Integer> subscribers, int w) {
      return subscribers.stream().filter(v -> v != w).toList();
    }
  }

  private static final class NoticeTwice extends Reference {
    NoticeTwice(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected void sendNotice(int s, int oldOwner, int newOwner) {
      super.sendNotice(s, oldOwner, newOwner);
      super.sendNotice(s, oldOwner, newOwner);
    }
  }

  private static final class NoticeLost extends Reference {
    NoticeLost(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected void sendNotice(int s, int oldOwner, int newOwner) {}
  }

  /** A transport that is told something else. */
  private static class Deceived implements Transport {
    private final Transport transport;

    Deceived(Transport transport) {
      this.transport = transport;
    }

    @Override
    public boolean open(int worker, int session) {
      return transport.open(worker, session);
    }

    @Override
    public boolean attach(int worker, int session) {
      return transport.attach(worker, session);
    }

    @Override
    public void detach(int worker, int session) {
      transport.detach(worker, session);
    }

    @Override
    public void disconnect(int worker, int session) {
      transport.disconnect(worker, session);
    }

    @Override
    public void ownerChanged(int session, int oldOwner, int newOwner) {
      transport.ownerChanged(session, oldOwner, newOwner);
    }
  }

  private static final class NobodyTold extends Reference {
    NobodyTold(Bounds bounds, int root, Transport transport) {
      super(
          bounds,
          root,
          new Deceived(transport) {
            @Override
            public void ownerChanged(int session, int oldOwner, int newOwner) {}
          });
    }
  }

  private static final class OldOwnerTold extends Reference {
    OldOwnerTold(Bounds bounds, int root, Transport transport) {
      super(
          bounds,
          root,
          new Deceived(transport) {
            @Override
            public void ownerChanged(int session, int oldOwner, int newOwner) {
              super.ownerChanged(session, newOwner, oldOwner);
            }
          });
    }
  }

  private static final class StillAttached extends Reference {
    StillAttached(Bounds bounds, int root, Transport transport) {
      super(
          bounds,
          root,
          new Deceived(transport) {
            @Override
            public void detach(int worker, int session) {}
          });
    }
  }

  private static final class HandleNotReleased extends Reference {
    HandleNotReleased(Bounds bounds, int root, Transport transport) {
      super(
          bounds,
          root,
          new Deceived(transport) {
            @Override
            public void disconnect(int worker, int session) {}
          });
    }
  }

  private static final class HandleReleasedTwice extends Reference {
    HandleReleasedTwice(Bounds bounds, int root, Transport transport) {
      super(
          bounds,
          root,
          new Deceived(transport) {
            @Override
            public void disconnect(int worker, int session) {
              super.disconnect(worker, session);
              super.disconnect(worker, session);
            }
          });
    }
  }

  private static final class UnshareOfPrivateUnknown extends Reference {
    UnshareOfPrivateUnknown(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    public Outcome unshare(int w, int s) {
      Outcome outcome = super.unshare(w, s);
      return outcome == Outcome.NOT_SUBSCRIBED ? Outcome.UNKNOWN_SESSION : outcome;
    }
  }

  private static final class OwnerNotChanged extends Reference {
    OwnerNotChanged(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected int ownerAfter(int owner, int w, List<Integer> rest) {
      return owner;
    }
  }

  private static final class LastInherits extends Reference {
    LastInherits(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected int ownerAfter(int owner, int w, List<Integer> rest) {
      return owner == w ? rest.get(rest.size() - 1) : owner;
    }
  }

  private static final class FirstShareForgetsParent extends Reference {
    FirstShareForgetsParent(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected SharedData firstShared(int p, int c, CopyView copy) {
      return new SharedData(p, List.of(c), copy.waits() ? Set.of(p) : Set.of());
    }
  }

  private static final class ChildOwns extends Reference {
    ChildOwns(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected SharedData firstShared(int p, int c, CopyView copy) {
      return new SharedData(c, List.of(p, c), copy.waits() ? Set.of(p) : Set.of());
    }
  }

  private static final class IdleOwnerNotStopped extends Reference {
    IdleOwnerNotStopped(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected boolean mustStop(int owner, int w, Set<Integer> listeners) {
      return false;
    }
  }

  private static final class BusyOwnerStopped extends Reference {
    BusyOwnerStopped(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected boolean mustStop(int owner, int w, Set<Integer> listeners) {
      return owner != w;
    }
  }

  private static final class ListenerBitLost extends Reference {
    ListenerBitLost(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected Set<Integer> listenersWith(Set<Integer> listeners, int w) {
      return listeners;
    }
  }

  private static final class HighestSlotFirst extends Reference {
    HighestSlotFirst(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected int lowest(SortedSet<Integer> slots) {
      return slots.last();
    }
  }

  private static final class OrphansNotAdopted extends Reference {
    OrphansNotAdopted(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected void adopt(int child, int newParent) {}
  }

  private static final class QueryTakesNotice extends Reference {
    QueryTakesNotice(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    public int owner(int w, int s) {
      acknowledge(w, s);
      return super.owner(w, s);
    }
  }

  private static final class QueryFails extends Reference {
    QueryFails(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    public boolean isListener(int w, int s, int v) {
      if (listenState(w, s) != ListenState.NONE && owner(w, s) < 0) {
        throw new IllegalStateException("session " + s + " has no shared data");
      }
      return super.isListener(w, s, v);
    }
  }

  /** A fork of a worker that exists already: refused, and yet the worker dies. */
  private static final class RefusalHasEffect extends Reference {
    RefusalHasEffect(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    public Outcome forkBegin(int p, int c) {
      Outcome outcome = super.forkBegin(p, c);
      if (outcome == Outcome.WORKER_EXISTS) {
        die(c);
      }
      return outcome;
    }
  }

  /** To read a notice that is not there is refused, and yet none is sent any more. */
  private static final class RefusalHasLateEffect extends Reference {
    private boolean silent;

    RefusalHasLateEffect(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    public Outcome acknowledge(int w, int s) {
      Outcome outcome = super.acknowledge(w, s);
      silent |= outcome == Outcome.NO_NOTICE;
      return outcome;
    }

    @Override
    protected void sendNotice(int s, int oldOwner, int newOwner) {
      if (!silent) {
        super.sendNotice(s, oldOwner, newOwner);
      }
    }
  }
}
