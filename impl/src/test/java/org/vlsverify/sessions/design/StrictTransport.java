package org.vlsverify.sessions.design;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vlsverify.sessions.Transport;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.sessions.testing.RecordingTransport.Attachment;
import org.vlsverify.sessions.testing.RecordingTransport.OwnerChange;
import org.vlsverify.sessions.testing.VppView;

/**
 * A recording transport that also records the order of all calls, and throws at once on a call that
 * no correct implementation makes. Thread-safe.
 */
final class StrictTransport implements Transport {

  private final RecordingTransport recorded = new RecordingTransport(session -> true);

  /** By open session. */
  private final Map<Integer, OwnerChange> lastChanges = new HashMap<>();

  /** The granted calls, as text like {@code "attach 0 7"}. */
  private final List<String> calls = new ArrayList<>();

  @Override
  public synchronized boolean open(int worker, int session) {
    boolean opened = recorded.open(worker, session);
    if (opened) {
      calls.add("open " + worker + " " + session);
    }
    return opened;
  }

  @Override
  public synchronized boolean attach(int worker, int session) {
    boolean repeated = isAttached(worker, session);
    if (!recorded.attach(worker, session)) {
      return false;
    }
    require(recorded.sessions().contains(session), "attached to a session not open: " + session);
    require(!repeated, "attached twice: " + worker + " to " + session);
    calls.add("attach " + worker + " " + session);
    return true;
  }

  @Override
  public synchronized void detach(int worker, int session) {
    require(isAttached(worker, session), "not attached: " + worker + " to " + session);
    recorded.detach(worker, session);
    calls.add("detach " + worker + " " + session);
  }

  @Override
  public synchronized void disconnect(int worker, int session) {
    require(attachedWorkers(session).isEmpty(), "still attached to " + session);
    recorded.disconnect(worker, session);
    require(recorded.mistakes().isEmpty(), recorded.mistakes().toString());
    lastChanges.remove(session);
    calls.add("disconnect " + worker + " " + session);
  }

  @Override
  public synchronized void ownerChanged(int session, int oldOwner, int newOwner) {
    require(oldOwner != newOwner, "not a change of owner: " + newOwner + " of " + session);
    OwnerChange last = lastChanges.put(session, new OwnerChange(session, oldOwner, newOwner));
    require(
        last == null || last.newOwner() == oldOwner,
        "not the owner: " + oldOwner + " of " + session);
    calls.add("ownerChanged " + session + " " + oldOwner + " " + newOwner);
  }

  private static void require(boolean condition, String objection) {
    if (!condition) {
      throw new IllegalStateException(objection);
    }
  }

  private boolean isAttached(int worker, int session) {
    return recorded.attachments().contains(new Attachment(worker, session));
  }

  RecordingTransport recorded() {
    return recorded;
  }

  /** The state of VPP, without the owner changes before a session was opened again. */
  synchronized VppView view() {
    return new VppView(
        recorded.sessions(),
        recorded.attachments(),
        List.copyOf(lastChanges.values()),
        recorded.mistakes());
  }

  /** The calls since the last time. */
  synchronized List<String> takeCalls() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  Set<Integer> attachedWorkers(int session) {
    return recorded.attachments().stream()
        .filter(attachment -> attachment.session() == session)
        .map(Attachment::worker)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
