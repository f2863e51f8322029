package org.vlsverify.sessions.design.optimistic;

import org.vlsverify.sessions.Transport;

/** The listening state of a private session, whose copy is busy. */
final class PrivateStanding implements Standing {
  private long word;

  PrivateStanding(long word) {
    this.word = word;
  }

  /** The next word of the copy. */
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
