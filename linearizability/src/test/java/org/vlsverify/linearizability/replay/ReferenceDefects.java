package org.vlsverify.linearizability.replay;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Transport;

/** The sequential reference with seeded defects. */
final class ReferenceDefects {
  private ReferenceDefects() {}

  /** The reference, whose subclasses have one defect each. */
  private static class Reference extends ReferenceSharedSessions {
    Reference(Bounds bounds, int root, Transport transport) {
      super(bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport);
    }
  }

  static final class RemovalKeepsOrder extends Reference {
    RemovalKeepsOrder(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected List<Integer> removed(List<Integer> subscribers, int w) {
      return subscribers.stream().filter(v -> v != w).toList();
    }
  }

  static final class NoticeTwice extends Reference {
    NoticeTwice(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected void sendNotice(int s, int oldOwner, int newOwner) {
      super.sendNotice(s, oldOwner, newOwner);
      super.sendNotice(s, oldOwner, newOwner);
    }
  }

  static final class NoticeLost extends Reference {
    NoticeLost(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected void sendNotice(int s, int oldOwner, int newOwner) {}
  }

  /** A transport, whose subclasses pass on wrong calls. */
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

  static final class NobodyTold extends Reference {
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

  static final class OldOwnerTold extends Reference {
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

  static final class StillAttached extends Reference {
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

  static final class HandleNotReleased extends Reference {
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

  static final class HandleReleasedTwice extends Reference {
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

  static final class UnshareOfPrivateUnknown extends Reference {
    UnshareOfPrivateUnknown(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    public Outcome unshare(int w, int s) {
      Outcome outcome = super.unshare(w, s);
      return outcome == Outcome.NOT_SUBSCRIBED ? Outcome.UNKNOWN_SESSION : outcome;
    }
  }

  static final class OwnerNotChanged extends Reference {
    OwnerNotChanged(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected int ownerAfter(int owner, int w, List<Integer> rest) {
      return owner;
    }
  }

  static final class LastInherits extends Reference {
    LastInherits(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected int ownerAfter(int owner, int w, List<Integer> rest) {
      return owner == w ? rest.get(rest.size() - 1) : owner;
    }
  }

  static final class FirstShareForgetsParent extends Reference {
    FirstShareForgetsParent(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected SharedData firstShared(int p, int c, CopyView copy) {
      return new SharedData(p, List.of(c), copy.waits() ? Set.of(p) : Set.of());
    }
  }

  static final class ChildOwns extends Reference {
    ChildOwns(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected SharedData firstShared(int p, int c, CopyView copy) {
      return new SharedData(c, List.of(p, c), copy.waits() ? Set.of(p) : Set.of());
    }
  }

  static final class IdleOwnerNotStopped extends Reference {
    IdleOwnerNotStopped(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected boolean mustStop(int owner, int w, Set<Integer> listeners) {
      return false;
    }
  }

  static final class BusyOwnerStopped extends Reference {
    BusyOwnerStopped(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected boolean mustStop(int owner, int w, Set<Integer> listeners) {
      return owner != w;
    }
  }

  static final class ListenerBitLost extends Reference {
    ListenerBitLost(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected Set<Integer> listenersWith(Set<Integer> listeners, int w) {
      return listeners;
    }
  }

  static final class HighestSlotFirst extends Reference {
    HighestSlotFirst(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected int lowest(SortedSet<Integer> slots) {
      return slots.last();
    }
  }

  static final class OrphansNotAdopted extends Reference {
    OrphansNotAdopted(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    protected void adopt(int child, int newParent) {}
  }

  static final class QueryTakesNotice extends Reference {
    QueryTakesNotice(Bounds bounds, int root, Transport transport) {
      super(bounds, root, transport);
    }

    @Override
    public int owner(int w, int s) {
      acknowledge(w, s);
      return super.owner(w, s);
    }
  }

  static final class QueryFails extends Reference {
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

  /** A refused fork of an existing worker kills it. */
  static final class RefusalHasEffect extends Reference {
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

  /** After a refused read of a notice, no more notices are sent. */
  static final class RefusalHasLateEffect extends Reference {
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
