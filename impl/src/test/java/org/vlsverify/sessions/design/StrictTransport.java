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
    boolean attached = recorded.attach(worker, session);
    requireNoMistake();
    if (attached) {
      calls.add("attach " + worker + " " + session);
    }
    return attached;
  }

  @Override
  public synchronized void detach(int worker, int session) {
    recorded.detach(worker, session);
    requireNoMistake();
    calls.add("detach " + worker + " " + session);
  }

  @Override
  public synchronized void disconnect(int worker, int session) {
    recorded.disconnect(worker, session);
    requireNoMistake();
    lastChanges.remove(session);
    calls.add("disconnect " + worker + " " + session);
  }

  @Override
  public synchronized void ownerChanged(int session, int oldOwner, int newOwner) {
    recorded.ownerChanged(session, oldOwner, newOwner);
    requireNoMistake();
    lastChanges.put(session, new OwnerChange(session, oldOwner, newOwner));
    calls.add("ownerChanged " + session + " " + oldOwner + " " + newOwner);
  }

  private void requireNoMistake() {
    if (!recorded.mistakes().isEmpty()) {
      throw new IllegalStateException(recorded.mistakes().toString());
    }
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
