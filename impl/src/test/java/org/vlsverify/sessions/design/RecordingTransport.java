package org.vlsverify.sessions.design;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vlsverify.sessions.Transport;

/**
 * Stands for VPP: knows which handles are in use and who is attached, remembers what it was told,
 * and objects to what no correct implementation would tell it.
 */
final class RecordingTransport implements Transport {

  /** One call that changed something, as text like {@code "attach 0 7"}. */
  private final List<String> calls = new ArrayList<>();

  private final Set<Integer> open = new HashSet<>();
  private final Map<Integer, Set<Integer>> attached = new HashMap<>();
  private final Map<Integer, Integer> owners = new HashMap<>();
  private boolean refusesToAttach;

  @Override
  public synchronized boolean open(int worker, int session) {
    if (!open.add(session)) {
      return false;
    }
    calls.add("open " + worker + " " + session);
    return true;
  }

  @Override
  public synchronized boolean attach(int worker, int session) {
    if (refusesToAttach) {
      return false;
    }
    require(open.contains(session), "attached to a session that is not open: " + session);
    require(attachedTo(session).add(worker), "attached twice: " + worker + " to " + session);
    calls.add("attach " + worker + " " + session);
    return true;
  }

  @Override
  public synchronized void detach(int worker, int session) {
    require(attachedTo(session).remove(worker), "not attached: " + worker + " to " + session);
    calls.add("detach " + worker + " " + session);
  }

  @Override
  public synchronized void disconnect(int worker, int session) {
    require(attachedTo(session).isEmpty(), "still attached to " + session);
    require(open.remove(session), "not open: " + session);
    owners.remove(session);
    calls.add("disconnect " + worker + " " + session);
  }

  @Override
  public synchronized void ownerChanged(int session, int oldOwner, int newOwner) {
    require(oldOwner != newOwner, "not a change of owner: " + newOwner + " of " + session);
    Integer known = owners.put(session, newOwner);
    require(known == null || known == oldOwner, "not the owner: " + oldOwner + " of " + session);
    calls.add("ownerChanged " + session + " " + oldOwner + " " + newOwner);
  }

  private static void require(boolean condition, String objection) {
    if (!condition) {
      throw new IllegalStateException(objection);
    }
  }

  private Set<Integer> attachedTo(int session) {
    return attached.computeIfAbsent(session, unused -> new HashSet<>());
  }

  /** What it was told since it was asked last. */
  synchronized List<String> takeCalls() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  /** Whether requests to attach are refused from now on. */
  synchronized void refuseToAttach(boolean refuse) {
    refusesToAttach = refuse;
  }

  synchronized Set<Integer> openSessions() {
    return Set.copyOf(open);
  }

  synchronized Set<Integer> attachedWorkers(int session) {
    return Set.copyOf(attachedTo(session));
  }
}
