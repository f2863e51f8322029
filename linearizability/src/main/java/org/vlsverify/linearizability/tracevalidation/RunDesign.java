package org.vlsverify.linearizability.tracevalidation;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.stepping.globallock.GlobalLockDesign;
import org.vlsverify.linearizability.stepping.locked.LockedDesign;
import org.vlsverify.linearizability.stepping.optimistic.OptimisticDesign;
import org.vlsverify.sessions.design.Design;

/** Whose steps a recorded run has: the design, and its lock-level specification. */
enum RunDesign {
  LOCKED(Design.LOCKED, "SharedDataLocking"),
  GLOBAL_LOCK(Design.GLOBAL_LOCK, "SharedDataGlobalLock"),
  OPTIMISTIC(Design.OPTIMISTIC, "SharedDataOptimistic");

  private final Design design;
  private final String specification;

  RunDesign(Design design, String specification) {
    this.design = design;
    this.specification = specification;
  }

  static RunDesign of(Design design) {
    return Stream.of(values()).filter(one -> one.design == design).findFirst().orElseThrow();
  }

  /** The one with a name; a run without the name of a design is one of {@code locked}. */
  static Optional<RunDesign> named(String name) {
    return name == null
        ? Optional.of(LOCKED)
        : Stream.of(values()).filter(one -> one.design.toString().equals(name)).findFirst();
  }

  /** The name in the header of a run; null for the one that needs none. */
  String name(boolean inHeader) {
    return inHeader && this == LOCKED ? null : design.toString();
  }

  /** The module of the specification. */
  String specification() {
    return specification;
  }

  /** The lines of a configuration that differ. */
  String constants() {
    String own =
        switch (this) {
          case LOCKED -> "  Operations <- AllOperations\n  LocksPrivate = TRUE\n";
          case GLOBAL_LOCK -> "  Threads <- TheThreads\n";
          case OPTIMISTIC -> "  Threads <- TheThreads\n  Operations <- AllOperations\n";
        };
    return own
        + Stream.of("NoWorker", "Free", "NotShared", "Nobody")
            .map(name -> "  %s = %s%n".formatted(name, name))
            .collect(Collectors.joining());
  }

  /** Definitions that the configuration needs. */
  String definitions() {
    return this == LOCKED ? "" : "CONSTANT ThreadNames\nTheThreads == Workers \\X ThreadNames\n";
  }

  /** A property of all states. */
  String invariant() {
    return this == LOCKED ? "INVARIANT NoFault\n" : "";
  }

  /** A copy of the design or of a mutant that tells what its threads do. */
  SharedSessionsFactory tapped(SharedSessionsFactory original) {
    return switch (this) {
      case LOCKED -> new LockedDesign().tapped(original);
      case GLOBAL_LOCK -> new GlobalLockDesign().tapped(original);
      case OPTIMISTIC -> new OptimisticDesign().tapped(original);
    };
  }

  /** Makes what records a run of this design. */
  RunRecorder recorder(RecordedRun.Header header, Turns turns, Runnable noise) {
    return switch (this) {
      case LOCKED -> new Recorder(header.workers(), header::isListenable, noise);
      case GLOBAL_LOCK -> new GlobalLockRecorder(header, turns);
      case OPTIMISTIC -> new OptimisticRecorder(header, turns);
    };
  }
}
