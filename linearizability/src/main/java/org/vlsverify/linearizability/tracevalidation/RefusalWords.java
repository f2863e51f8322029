package org.vlsverify.linearizability.tracevalidation;

/** When an operation may be refused with an outcome, in words. */
final class RefusalWords {
  private RefusalWords() {}

  static String of(String outcome) {
    return switch (outcome) {
      case "worker-not-live" -> "the worker was not live";
      case "worker-exists" -> "the index of the child was not free";
      case "worker-not-dead" -> "the worker to clean up was not dead";
      case "not-its-child" -> "the dead worker had another parent";
      case "fork-in-progress" -> "the worker was forking";
      case "not-forking" -> "the child was not being forked";
      case "unknown-session" -> "the live worker did not hold the session";
      case "session-exists" -> "a worker held the session";
      case "no-capacity" -> "the worker had no free slot";
      case "not-subscribed" -> "the session was private";
      case "no-notice" -> "no notice was on its way to the worker";
      case "already-listening" -> "the session listened";
      case "listen-failed" -> "the worker was not attached to VPP";
      case "not-listening" -> "the session did not listen";
      case "not-added" -> "the worker did not wait for connections";
      case "nothing-to-share" -> "the child had all sessions of its parent";
      case "nothing-to-leave" -> "the worker had no session";
      case "sessions-to-leave" -> "the worker had a session";
      default -> "there had been such an outcome, which is none of a refusal";
    };
  }
}
