package org.vlsverify.sessions.design.optimistic;

import org.vlsverify.sessions.Transport;

/** The listening state of one worker on a shared session, whose element is locked. */
final class SharedStanding implements Standing {
  private final int worker;
  private final SharedElement element;

  SharedStanding(int worker, SharedElement element) {
    this.worker = worker;
    this.element = element;
  }

  @Override
  public boolean listens() {
    return element.listens(worker);
  }

  @Override
  public void listen() {
    element.listen(worker);
    element.attach(worker);
  }

  @Override
  public boolean isAttached() {
    return element.isAttached(worker);
  }

  @Override
  public void becomeActive(Transport transport) {
    stopIdleOwner(transport);
    element.attach(worker);
  }

  /**
   * Connections would pile up at an owner that listens but does not wait. The owner is not this
   * worker, whose copy is still passive.
   */
  private void stopIdleOwner(Transport transport) {
    int owner = element.owner();
    if (!element.waits(owner) && element.isAttached(owner)) {
      element.detach(owner);
      transport.detach(owner, element.session());
    }
  }

  @Override
  public boolean waits() {
    return element.waits(worker);
  }

  @Override
  public void startWaiting() {
    element.startWaiting(worker);
  }

  @Override
  public void stopWaiting(Transport transport) {
    element.stopWaiting(worker);
    element.detach(worker);
    transport.detach(worker, element.session());
  }

  @Override
  public boolean takeNotice() {
    return element.takeNotice(worker);
  }
}
