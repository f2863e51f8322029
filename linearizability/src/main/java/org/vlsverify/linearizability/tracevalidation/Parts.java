package org.vlsverify.linearizability.tracevalidation;

import java.util.ArrayList;
import java.util.List;
import org.vlsverify.linearizability.stepping.locked.LockedObjects;

/** What released locks guarded, and what VPP was told; collected for one event. */
final class Parts {
  final List<RunEvent.Element> elements = new ArrayList<>();
  final List<RunEvent.Copy> copies = new ArrayList<>();
  final List<RunEvent.Life> lives = new ArrayList<>();
  final List<String> attach = new ArrayList<>();
  final List<String> detach = new ArrayList<>();
  final List<String> disconnect = new ArrayList<>();
  final List<String> owner = new ArrayList<>();
  List<Integer> free;

  void add(Parts other) {
    elements.addAll(other.elements);
    copies.addAll(other.copies);
    lives.addAll(other.lives);
    attach.addAll(other.attach);
    detach.addAll(other.detach);
    disconnect.addAll(other.disconnect);
    owner.addAll(other.owner);
    if (other.free != null) {
      free = other.free;
    }
  }

  RunEvent event(String kind, String thread, String op, String on, List<String> holds) {
    return RunEvent.of(kind, thread).about(null, op, on, null).with(this).holding(holds);
  }

  static String worker(int index) {
    return "w" + index;
  }

  static String session(int index) {
    return "s" + index;
  }

  private static List<String> workers(List<Integer> indices) {
    return indices.stream().map(Parts::worker).toList();
  }

  void element(LockedObjects objects, int number) {
    elements.add(
        objects
            .element(number)
            .map(
                e ->
                    new RunEvent.Element(
                        number,
                        session(e.session()),
                        worker(e.owner()),
                        workers(e.subscribers()),
                        workers(e.listeners()),
                        workers(e.attached()),
                        e.notices()))
            .orElseGet(() -> new RunEvent.Element(number, null, null, null, null, null, null)));
  }

  void pool(LockedObjects objects) {
    free = objects.freeNumbers();
    for (int number = 1; number <= objects.capacity(); number++) {
      element(objects, number);
    }
  }

  void copies(LockedObjects objects, int worker) {
    for (int slot = 1; slot <= objects.slots(worker); slot++) {
      copy(objects, worker, slot);
    }
  }

  void copy(LockedObjects objects, int worker, int slot) {
    copies.add(
        objects
            .copy(worker, slot)
            .map(
                c ->
                    new RunEvent.Copy(
                        worker(worker),
                        slot,
                        session(c.session()),
                        c.element(),
                        c.listens(),
                        c.waits()))
            .orElseGet(() -> new RunEvent.Copy(worker(worker), slot, null, null, null, null)));
  }

  /** All lives, and the copies of who is not live, which the life cycle's lock guards, too. */
  void lives(LockedObjects objects) {
    for (int worker = 0; worker < objects.workers(); worker++) {
      String life = objects.life(worker);
      int parent = objects.parent(worker);
      lives.add(new RunEvent.Life(worker(worker), life, parent < 0 ? null : worker(parent)));
      if (life.equals("dead") || life.equals("forking")) {
        copies(objects, worker);
      }
    }
  }
}
