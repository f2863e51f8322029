package org.vlsverify.benchmarks;

import org.vlsverify.sessions.Transport;

/** A transport that grants everything, and costs nothing. */
enum NoTransport implements Transport {
  INSTANCE;

  @Override
  public boolean open(int worker, int session) {
    return true;
  }

  @Override
  public boolean attach(int worker, int session) {
    return true;
  }

  @Override
  public void detach(int worker, int session) {}

  @Override
  public void disconnect(int worker, int session) {}

  @Override
  public void ownerChanged(int session, int oldOwner, int newOwner) {}
}
