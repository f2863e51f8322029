package org.vlsverify.sessions.design.optimistic;

import org.vlsverify.sessions.Transport;

/**
 * How one worker stands to VPP as regards one session, in the hands of one who keeps all others
 * from it: of a private session, the word that its busy copy is to become; of a shared one, facts
 * of the locked element.
 */
interface Standing {

  /** Whether the copy is a listener: attached to VPP, or passive. */
  boolean listens();

  /** VPP has attached the worker, whose copy was no listener. */
  void listen();

  /** Whether the copy, a listener, is attached to VPP. */
  boolean isAttached();

  /** VPP has attached the worker, whose copy was passive. */
  void becomeActive(Transport transport);

  /** Whether the worker waits for connections. */
  boolean waits();

  void startWaiting();

  /** The worker, which waits, no longer does. */
  void stopWaiting(Transport transport);

  /** Takes the notice that the worker is the owner, if one is on its way to it. */
  boolean takeNotice();

  /** Of a private session. */
  final class Private implements Standing {
    private long word;

    Private(long word) {
      this.word = word;
    }

    /** What the copy is to become. */
    long word() {
      return word;
    }

    @Override
    public boolean listens() {
      return Copy.listens(word);
    }

    @Override
    public void listen() {
      word = Copy.listening(word);
    }

    /** A private listener always is. */
    @Override
    public boolean isAttached() {
      return true;
    }

    @Override
    public void becomeActive(Transport transport) {
      throw new IllegalStateException("a private copy is never passive");
    }

    @Override
    public boolean waits() {
      return Copy.waits(word);
    }

    @Override
    public void startWaiting() {
      word = Copy.waiting(word);
    }

    @Override
    public void stopWaiting(Transport transport) {
      word = Copy.notWaiting(word);
    }

    @Override
    public boolean takeNotice() {
      return false;
    }
  }

  /** Of a shared session. */
  final class Shared implements Standing {
    private final int worker;
    private final SharedElement element;

    Shared(int worker, SharedElement element) {
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
     * An owner who listens but does not wait would let connections pile up unhandled. It is another
     * worker than this one, whose copy is still passive.
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
}
