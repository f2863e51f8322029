package org.vlsverify.linearizability.mutation;

import com.github.javaparser.ast.body.MethodDeclaration;
import java.util.List;
import org.vlsverify.linearizability.mutation.Source.Edit;

/** The kinds of mistakes. */
final class Operators {

  /** Receives the mistakes of an operator. */
  @FunctionalInterface
  interface Sink {
    /**
     * Adds one.
     *
     * @param line where it is
     * @param what the change, in one line
     * @param edits that do not overlap
     */
    void add(int line, String what, List<Edit> edits);
  }

  /** Finds the places in a method where a mistake of one kind is possible. */
  @FunctionalInterface
  interface Search {
    void in(MethodDeclaration method, Source source, Sink sink);
  }

  /**
   * A kind of mistake.
   *
   * @param name lower-case letters and hyphens
   * @param what in one sentence, without its full stop
   * @param search not null
   */
  record Operator(String name, String what, Search search) {}

  private Operators() {}

  /** All, in the order of the tables. */
  static List<Operator> all() {
    return List.of(
        new Operator("lock-dropped", "A lock is not taken", LockMistakes::dropped),
        new Operator("unlock-dropped", "A lock is not released", LockMistakes::notReleased),
        new Operator(
            "before-lock", "A statement is moved before the lock", LockMistakes::movedBefore),
        new Operator(
            "check-before-lock", "A check is made before the lock", LockMistakes::checkedBefore),
        new Operator(
            "behind-unlock",
            "The end of a critical section comes after it",
            LockMistakes::letEarly),
        new Operator(
            "read-lock", "A read lock is taken in place of the write lock", LockMistakes::readLock),
        new Operator("other-lock", "Another lock is taken", LockMistakes::otherLock),
        new Operator("lock-order", "Two locks are taken in the other order", LockMistakes::order),
        new Operator("check-dropped", "A check is left out", CheckMistakes::dropped),
        new Operator(
            "operand-dropped", "A condition has one operand less", CheckMistakes::operandDropped),
        new Operator(
            "read-once", "A value is read once in place of twice", CheckMistakes::readOnce),
        new Operator(
            "read-twice", "A value is read twice in place of once", CheckMistakes::readTwice),
        new Operator(
            "cas-ignored", "The result of a compare-and-set is ignored", CasMistakes::ignored),
        new Operator("cas-to-set", "A compare-and-set is a set", CasMistakes::set),
        new Operator("stale-retry", "A retry uses the old value", CasMistakes::staleRetry),
        new Operator("write-dropped", "A write or a call is left out", WriteMistakes::dropped),
        new Operator("writes-swapped", "Two statements are swapped", WriteMistakes::swapped),
        new Operator("told-elsewhere", "A call to VPP is moved", WriteMistakes::toldElsewhere),
        new Operator("narrowed", "A number has fewer bits", WriteMistakes::narrowed),
        new Operator("loop-step", "A step of a loop is left out", WriteMistakes::loopStep));
  }
}
