package org.vlsverify.linearizability.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.vlsverify.sessions.Transport;

/**
 * A VPP for tests: knows which sessions are in use and who is attached, records what it is told,
 * and answers requests to attach as each thread wants it. Thread-safe.
 *
 * <p>Whoever runs it with instrumented classes pays for each class that it has. So it keeps things
 * in sorted sets and chains: with hash sets and array lists, all users of those would pay.
 */
public final class RecordingTransport implements Transport {

  /** A worker that gets the connections of a listener. */
  public record Attachment(int worker, int session) implements Comparable<Attachment> {
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

  /** The new owner was told. */
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
  private Chain<OwnerChange> ownerChanges;
  private Chain<String> mistakes;

  /** Things in their order; null stands for none. */
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
   * @param listenable on which sessions workers may listen, not null; the answer to a request to
   *     attach to another one is always no
   */
  public RecordingTransport(IntPredicate listenable) {
    this.listenable = Objects.requireNonNull(listenable);
  }

  /**
   * @param listenable on which sessions workers may listen, not null
   */
  public RecordingTransport(Set<Integer> listenable) {
    this(Set.copyOf(listenable)::contains);
  }

  /**
   * What VPP answers to the calling thread when it asks to attach, until it is set anew; yes if it
   * never was.
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
    boolean attached = answer.get() && listenable.test(session);
    if (attached) {
      attachments.add(new Attachment(worker, session));
    }
    return attached;
  }

  @Override
  public synchronized void detach(int worker, int session) {
    attachments.remove(new Attachment(worker, session));
  }

  @Override
  public synchronized void disconnect(int worker, int session) {
    if (!sessions.remove(session)) {
      mistakes =
          new Chain<>(
              mistakes,
              "worker %d disconnected session %d, which nobody had open"
                  .formatted(worker, session));
    }
    attachments.remove(new Attachment(worker, session));
  }

  @Override
  public synchronized void ownerChanged(int session, int oldOwner, int newOwner) {
    ownerChanges = new Chain<>(ownerChanges, new OwnerChange(session, oldOwner, newOwner));
  }

  /**
   * @return the sessions that some worker has opened and the last one has not left, a copy
   */
  public synchronized Set<Integer> sessions() {
    return Set.copyOf(sessions);
  }

  /**
   * @return who is attached to what, a copy
   */
  public synchronized Set<Attachment> attachments() {
    return Set.copyOf(attachments);
  }

  /**
   * @return the owner changes told since the last {@link #forget}, in order, a copy
   */
  public synchronized List<OwnerChange> ownerChanges() {
    return Chain.list(ownerChanges);
  }

  /**
   * @return what no transport should be told, as far as it was since the last {@link #forget}; a
   *     copy
   */
  public synchronized List<String> mistakes() {
    return Chain.list(mistakes);
  }

  /** Forgets the owner changes and mistakes up to now. */
  public synchronized void forget() {
    ownerChanges = null;
    mistakes = null;
  }
}
