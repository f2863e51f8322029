package org.vlsverify.sessions.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.vlsverify.sessions.Transport;

/**
 * A VPP for tests. It keeps the open sessions and the attached workers, records owner changes and
 * mistakes, and lets each thread choose the answer to its requests to attach. A mistake is a call
 * against the contract of {@link Transport}: about a session that is not open; to attach a worker
 * that is attached; to detach one that is not; to disconnect a session with an attached worker; a
 * change from a worker that is not the owner. Thread-safe.
 *
 * <p>It uses sorted sets and linked records instead of hash sets and array lists: a tool that
 * instruments classes, such as Lincheck, would otherwise slow down every user of those.
 */
public final class RecordingTransport implements Transport {

  /** A worker that gets the connections of a listener. */
  public record Attachment(int worker, int session) implements Comparable<Attachment> {
    /** By worker, then by session. */
    @Override
    public int compareTo(Attachment other) {
      return worker == other.worker
          ? Integer.compare(session, other.session)
          : Integer.compare(worker, other.worker);
    }

    /** In words: {@code worker 1 to session 0}. */
    @Override
    public String toString() {
      return "worker " + worker + " to session " + session;
    }
  }

  /** A change of owner that the new owner was notified of. */
  public record OwnerChange(int session, int oldOwner, int newOwner) {
    /** In words: {@code worker 2 owns session 0 after worker 1}. */
    @Override
    public String toString() {
      return "worker %d owns session %d after worker %d".formatted(newOwner, session, oldOwner);
    }
  }

  private final IntPredicate listenable;
  private final ThreadLocal<Boolean> answer = ThreadLocal.withInitial(() -> true);
  private final SortedSet<Integer> sessions = new TreeSet<>();
  private final SortedSet<Attachment> attachments = new TreeSet<>();

  /** By open session: the owner that was notified last. */
  private final SortedMap<Integer, Integer> owners = new TreeMap<>();

  private Chain<OwnerChange> ownerChanges;
  private Chain<String> mistakes;

  /** A list, last element first; null is the empty one. */
  private record Chain<T>(Chain<T> before, T last) {
    static <T> List<T> list(Chain<T> chain) {
      List<T> backwards = new ArrayList<>();
      for (Chain<T> rest = chain; rest != null; rest = rest.before) {
        backwards.add(rest.last);
      }
      Collections.reverse(backwards);
      return List.copyOf(backwards);
    }
  }

  /**
   * A VPP without sessions.
   *
   * @param listenable the sessions that workers may attach to, not null; for other sessions the
   *     answer to a request to attach is always no
   */
  public RecordingTransport(IntPredicate listenable) {
    this.listenable = Objects.requireNonNull(listenable);
  }

  /**
   * A VPP without sessions.
   *
   * @param listenable the sessions that workers may attach to, not null
   */
  public RecordingTransport(Set<Integer> listenable) {
    this(Set.copyOf(listenable)::contains);
  }

  /**
   * Chooses the answer to requests to attach of the calling thread, from now on. Without a choice
   * it is yes.
   *
   * @param attached yes or no
   */
  public void answer(boolean attached) {
    answer.set(attached);
  }

  @Override
  public synchronized boolean open(int worker, int session) {
    return sessions.add(session);
  }

  @Override
  public synchronized boolean attach(int worker, int session) {
    Attachment asked = new Attachment(worker, session);
    require(!attachments.contains(asked), asked + ": asked to attach, but is attached");
    requireOpen(session, asked + ": asked to attach");
    boolean attached = answer.get() && listenable.test(session);
    if (attached) {
      attachments.add(asked);
    }
    return attached;
  }

  @Override
  public synchronized void detach(int worker, int session) {
    Attachment detached = new Attachment(worker, session);
    require(attachments.remove(detached), detached + ": detached, but was not attached");
    requireOpen(session, detached + ": detached");
  }

  @Override
  public synchronized void disconnect(int worker, int session) {
    require(
        sessions.remove(session),
        "worker %d disconnected session %d, which nobody had open".formatted(worker, session));
    for (Attachment attachment : List.copyOf(attachments)) {
      if (attachment.session() == session) {
        attachments.remove(attachment);
        require(
            false,
            "worker %d disconnected session %d while worker %d was attached"
                .formatted(worker, session, attachment.worker()));
      }
    }
    owners.remove(session);
  }

  @Override
  public synchronized void ownerChanged(int session, int oldOwner, int newOwner) {
    OwnerChange change = new OwnerChange(session, oldOwner, newOwner);
    ownerChanges = new Chain<>(ownerChanges, change);
    require(oldOwner != newOwner, change + ": the same worker");
    requireOpen(session, change.toString());
    Integer last = owners.put(session, newOwner);
    require(
        last == null || last == oldOwner, change + ": the last one notified was worker " + last);
  }

  private void requireOpen(int session, String call) {
    require(sessions.contains(session), call + ": session %d is not open".formatted(session));
  }

  private void require(boolean isRight, String mistake) {
    if (!isRight) {
      mistakes = new Chain<>(mistakes, mistake);
    }
  }

  /**
   * The open sessions: opened by a worker, and not disconnected since.
   *
   * @return a copy, not null
   */
  public synchronized Set<Integer> sessions() {
    return Set.copyOf(sessions);
  }

  /**
   * The attached workers.
   *
   * @return a copy, not null
   */
  public synchronized Set<Attachment> attachments() {
    return Set.copyOf(attachments);
  }

  /**
   * The owner changes since the last {@link #forget}, in order.
   *
   * @return a copy, not null
   */
  public synchronized List<OwnerChange> ownerChanges() {
    return Chain.list(ownerChanges);
  }

  /**
   * The calls since the last {@link #forget} that no correct implementation makes.
   *
   * @return one sentence for each, a copy, not null
   */
  public synchronized List<String> mistakes() {
    return Chain.list(mistakes);
  }

  /**
   * All of this at one moment. If a session was closed and opened again since the last {@link
   * #forget}, its owner changes mean nothing to {@link Invariants}; such tests make a {@link
   * VppView} without them.
   *
   * @return not null
   */
  public synchronized VppView view() {
    return new VppView(sessions(), attachments(), ownerChanges(), mistakes());
  }

  /** Forgets the owner changes and the mistakes up to now. */
  public synchronized void forget() {
    ownerChanges = null;
    mistakes = null;
  }
}
