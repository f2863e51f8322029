package org.vlsverify.linearizability.tracevalidation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.stepping.optimistic.OptimisticObjects.CopyWord;
import org.vlsverify.linearizability.tracevalidation.CallRecording.Access;
import org.vlsverify.sessions.Outcome;

/**
 * Makes steps of {@code SharedDataOptimistic} of the accesses of one call. When a step happens:
 *
 * <ul>
 *   <li>it begins an operation at the last read of a life before the copy is looked at;
 *   <li>it changes an element when the lock of the element is taken: until that is released, each
 *       read of the element is in vain. A new owner is chosen when its life is read;
 *   <li>it listens when the life is read, on a private session, and else with the lock of the
 *       element; what came before is moved there (right movers);
 *   <li>any other step with its access.
 * </ul>
 *
 * <p>Rounds of a query that were in vain, and attempts to change the stack that only wait, are left
 * out. A query that finds no copy, or one that is gone, has no steps: see {@link #absence}.
 */
final class OptimisticSteps {
  private static final String LIFE = "Worker.life";
  private static final String WORD = "Copy.word";
  private static final String PLACES = "CopyTable.places";
  private static final String LOOK_UP = "AtomicReferenceArray.get";
  private static final String SWAP = "VarHandle.compareAndSet";
  private static final String SET = "VarHandle.setRelease";
  private static final String READ_STACK = "AtomicLongArray.get";
  private static final String SWAP_STACK = "AtomicLongArray.compareAndSet";
  private static final String SET_STACK = "AtomicLongArray.set";
  private static final String STAMP = "StampedLock.tryOptimisticRead";
  private static final String VALIDATE = "StampedLock.validate";
  private static final String ELEMENT = "SharedElement.";
  private static final String BEGIN = "begin";

  private static final Set<Action> LISTENING =
      EnumSet.of(
          Action.LISTEN, Action.ACCEPT, Action.EPOLL_ADD, Action.EPOLL_DEL, Action.ACKNOWLEDGE);

  /**
   * A step.
   *
   * @param at its name in the specification
   */
  record Draft(long ticket, String at, Parts parts) {}

  /**
   * A query without a copy.
   *
   * @param from its first ticket
   * @param to its last one
   */
  record Absence(long from, long to) {}

  private final CallRecording recording;
  private final List<Draft> drafts = new ArrayList<>();

  OptimisticSteps(CallRecording recording) {
    this.recording = recording;
  }

  /** Whether a call has steps; it may wait for connections already, or know the end at once. */
  static boolean hasEffect(CallRecording recording, Outcome outcome) {
    return switch (outcome) {
      case NO_CAPACITY -> recording.call.action() == Action.FORK_SHARE_NEXT;
      case SESSIONS_TO_SHARE -> recording.accesses.stream().anyMatch(a -> a.is(READ_STACK));
      case ADDED, ACCEPTING -> changes(recording);
      default -> OperationSteps.isStep(outcome);
    };
  }

  private static boolean changes(CallRecording recording) {
    Object before = null;
    for (Access access : recording.accesses) {
      if (access.is(OptimisticRecorder.WRITE_LOCK)) {
        before = access.seen;
      } else if (access.is(OptimisticRecorder.UNLOCK)) {
        return !access.seen.equals(before);
      } else if (access.is(SWAP) && access.changed) {
        before = OptimisticRecorder.copy((CopyWord) access.seen);
      } else if (access.is(SET)) {
        return !access.parts.copies.get(0).equals(before);
      }
    }
    return false;
  }

  List<Draft> drafts() {
    if (recording.query != null) {
      query();
    } else if (LISTENING.contains(recording.call.action())) {
      listen();
    } else {
      switch (recording.call.action()) {
        case OPEN -> atOnce("Transport.open", false);
        case FORK_BEGIN -> atOnce("AtomicReferenceArray.compareAndSet", false);
        case EXIT_COMPLETE, CLEANUP_COMPLETE, DIE -> atOnce(LIFE, true);
        case FORK_SHARE_NEXT -> share();
        case FORK_COMPLETE -> complete();
        default -> leave();
      }
    }
    return drafts;
  }

  private void step(Access access, String at) {
    drafts.add(new Draft(access.ticket, at, new Parts()));
  }

  /** What accesses leave and tell belongs to the last step. */
  private void keep(Access access) {
    if (!drafts.isEmpty()) {
      drafts.get(drafts.size() - 1).parts.add(access.parts);
    }
  }

  private void atOnce(String name, boolean writes) {
    for (Access access : recording.accesses) {
      if (access.is(name) && access.writes == writes) {
        drafts.clear();
        step(access, "at once");
      }
      keep(access);
    }
  }

  /** The last read of a life before the copy is looked at; or the first access. */
  private void begin() {
    Access last = null;
    for (Access access : recording.accesses) {
      if (access.is(WORD) || access.is(PLACES)) {
        break;
      }
      if (last == null || access.name.startsWith("Worker.")) {
        last = access;
      }
    }
    if (last != null) {
      step(last, BEGIN);
    }
  }

  private void leave() {
    begin();
    boolean isPrivate = false;
    boolean passesOn = false;
    boolean isLast = false;
    Access read = null;
    Parts early = new Parts();
    for (Access access : recording.accesses) {
      switch (access.name) {
        case SWAP -> isPrivate |= access.changed;
        case OptimisticRecorder.WRITE_LOCK -> step(access, "leave: unsubscribe");
        case ELEMENT + "passOn" -> passesOn = true;
        case LIFE -> {
          if (passesOn) {
            step(access, "leave: pass on");
            passesOn = false;
          }
        }
        case READ_STACK -> read = access;
        case SWAP_STACK -> {
          if (isLast) {
            step(read == null ? access : read, "leave: read the stack");
            step(access, "leave: push");
          } else if (access.changed) {
            step(access, "leave: begin to release");
          }
        }
        case "Transport.detach" -> {
          if (isPrivate) {
            early.add(access.parts);
            continue;
          }
        }
        case "Transport.disconnect" -> {
          step(access, isPrivate ? "leave: close the private session" : "leave: disconnect");
          drafts.get(drafts.size() - 1).parts.add(early);
          isLast = true;
        }
        case SET -> {
          if (!isPrivate) {
            step(access, "leave: remove the copy");
          }
        }
        default -> {
          // No step of its own.
        }
      }
      keep(access);
    }
  }

  private void listen() {
    boolean isPrivate = false;
    for (Access access : recording.accesses) {
      if (access.is(SWAP) && access.changed) {
        isPrivate = true;
        step(access, BEGIN);
        step(access, "listen: make the copy busy");
      } else if (access.is(LIFE) && isPrivate) {
        step(access, "listen: change the private copy");
        isPrivate = false;
      } else if (access.is(OptimisticRecorder.WRITE_LOCK)) {
        step(access, BEGIN);
        step(access, "listen: make the copy busy");
        step(access, "listen: change the element");
      }
      keep(access);
    }
  }

  private void share() {
    begin();
    boolean isFirst = false;
    Access read = null;
    for (Access access : recording.accesses) {
      if (access.is(SWAP) && access.changed) {
        isFirst = true;
        step(access, "share: make the copy busy");
      } else if (access.is(READ_STACK)) {
        read = access;
      } else if (access.is(SWAP_STACK)) {
        step(read == null ? access : read, "share: read the stack");
        step(access, "share: pop");
      } else if (access.is(OptimisticRecorder.WRITE_LOCK)) {
        step(access, isFirst ? "share: fill in" : "share: subscribe");
      } else if (access.is(SET)) {
        if (recording.outcome == Outcome.NO_CAPACITY) {
          step(read == null ? access : read, "share: read the stack");
        } else {
          step(access, "share: publish");
        }
      }
      keep(access);
    }
  }

  private void complete() {
    if (recording.outcome == Outcome.FORKED) {
      atOnce(LIFE, true);
      return;
    }
    Access read = null;
    for (Access access : recording.accesses) {
      if (access.is(WORD)) {
        drafts.clear();
        step(access, BEGIN);
      } else if (access.is(READ_STACK)) {
        read = access;
      } else if (access.is(SWAP_STACK) && access.changed) {
        step(access, "complete: hold");
      } else if (access.is(LIFE) && access.writes) {
        step(access, "complete: go live");
      } else if (access.is(SET_STACK)) {
        step(access, "complete: end the hold");
      }
      keep(access);
    }
    if (recording.outcome == Outcome.SESSIONS_TO_SHARE && read != null) {
      step(read, "complete: hold");
    }
  }

  /**
   * The first and the last access of a query that has found no copy. The worker had none at some
   * moment between the two, but not necessarily at the last one: the table is read place by place,
   * and the copy may have been added to a place that was read before.
   */
  Optional<Absence> absence() {
    return recording.hasNothingToTell()
        ? lookUp()
            .filter(lookUp -> !lookUp.hasCopy())
            .map(lookUp -> new Absence(lookUp.begun().ticket, lookUp.word().ticket))
        : Optional.empty();
  }

  /**
   * What a query reads before an element.
   *
   * @param begun the life of its worker
   * @param word of the copy, or the last place of the table if there is none
   */
  private record LookUp(Access begun, Access word) {
    boolean hasCopy() {
      return word.is(WORD) && !(word.seen instanceof CopyWord copy && copy.isGone());
    }
  }

  /** Empty if the worker is not live, or the query has not come so far. */
  private Optional<LookUp> lookUp() {
    Access begun = null;
    Access word = null;
    boolean looked = false;
    for (Access access : recording.accesses) {
      if (access.is(LIFE) && begun == null) {
        begun = access;
      } else if (access.is(PLACES)) {
        looked = true;
      } else if (access.is(WORD) || looked && word == null && access.is(LOOK_UP)) {
        word = access;
      } else if (looked && access.is(LOOK_UP)) {
        // After the word only a place of an element is looked up.
        word = word.is(WORD) ? word : access;
      }
    }
    return begun == null || word == null ? Optional.empty() : Optional.of(new LookUp(begun, word));
  }

  private void query() {
    lookUp().ifPresent(this::query);
  }

  private void query(LookUp lookUp) {
    Access word = lookUp.word();
    step(lookUp.begun(), BEGIN);
    step(word, "ask: read the word");
    List<Access> reads = new ArrayList<>();
    for (Access access : recording.accesses) {
      if (access.is(STAMP)) {
        reads.clear();
      }
      if (access.ticket > word.ticket) {
        reads.add(access);
      }
    }
    read(reads);
  }

  /** The last round. */
  private void read(List<Access> reads) {
    boolean subscribed = false;
    boolean rest = false;
    for (Access access : reads) {
      if (access.is(STAMP)) {
        step(access, "ask: read the stamp");
      } else if (access.name.startsWith(ELEMENT) && !access.is(ELEMENT + "lock")) {
        if (!subscribed) {
          step(access, "ask: read whether it is subscribed");
          subscribed = true;
        } else if (!rest) {
          step(access, "ask: read the rest");
          rest = true;
        }
      } else if (access.is(VALIDATE)) {
        if (subscribed && !rest) {
          step(access, "ask: read the rest");
        }
        step(access, "ask: validate");
      } else if (access.is(LIFE)) {
        step(access, "ask: look at the life");
      }
    }
  }
}
