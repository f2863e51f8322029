package org.vlsverify.linearizability.stepping.globallock;

import java.util.Optional;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.stepping.SteppedDesign;
import org.vlsverify.linearizability.stepping.globallock.GlobalLockView.Frame;
import org.vlsverify.spec.tla.Operation;

/** A step of {@code SharedDataGlobalLock} out of one state into another. */
record GlobalLockEdge(GlobalLockView from, GlobalLockView to, String thread)
    implements SteppedDesign.Edge {
  static GlobalLockEdge of(Operation operation, GlobalLockView from, GlobalLockView to) {
    return new GlobalLockEdge(
        from, to, operation.arguments().values().iterator().next().toString());
  }

  Frame before() {
    return from.frame(thread);
  }

  Frame after() {
    return to.frame(thread);
  }

  /** The operation whose step it is, if it is known, and is a change. */
  private Optional<Call> call() {
    return before().call().isPresent() ? before().call() : after().call();
  }

  @Override
  public String step() {
    String at = before().at();
    if (at.equals("idle")) {
      return "want: " + after().at();
    }
    return call().map(call -> at.replace("change", call.action().methodName())).orElse(at);
  }

  @Override
  public boolean ends() {
    return after()
        .call()
        .map(Call::action)
        .filter(a -> a == Action.DIE || a == Action.EXIT_COMPLETE)
        .isPresent();
  }

  /** The operation is chosen with all its arguments. */
  @Override
  public boolean opensLater() {
    return false;
  }

  /** Who does it, and what it is. */
  @Override
  public String toString() {
    return thread + ": " + step() + call().map(call -> " of " + call).orElse("");
  }
}
