package org.vlsverify.linearizability.tracevalidation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An event of a recorded run; one line of its file. Fields that an event of its kind does not have
 * are null; a list that is null is empty, but for holds and free. Workers are named w0, w1, ...,
 * sessions s0, s1, ..., threads w0.t0; indices of shared data are numbers from 1, and locks are
 * named {@code life}, {@code pool}, {@code table w0}, {@code session w0 1} (worker and slot), and
 * {@code element 1}; the one of {@code global-lock} is {@code lock}; {@code unknown} is any other
 * lock.
 *
 * @param event {@code want}: the thread begins to wait for the lock of {@code global-lock}; {@code
 *     take}: the thread takes a lock; {@code work}: it does something, and releases locks; {@code
 *     end}: its operation has returned; {@code die}: a worker is killed; {@code threw}, {@code
 *     stuck}: the operation has not returned; {@code call}, {@code refused}: an operation that is
 *     refused begins and returns; {@code step}: a step of {@code optimistic}
 * @param thread whose event it is; of {@code die} any thread of the worker
 * @param op of {@code take} and {@code work}: the operation, as the specification calls it
 * @param on of {@code take} and {@code work}: the session or worker that the operation is called
 *     for
 * @param lock of {@code take}
 * @param mode of {@code want} and {@code take}: {@code read} or {@code write}
 * @param holds of {@code work}: the locks that it holds afterwards, each with its mode
 * @param elements of {@code work} and {@code die}: shared data that the released locks guard, as it
 *     was when they were released
 * @param copies the same of sessions of workers
 * @param lives the same of workers
 * @param free the free indices if the pool was released by a writer; the one that was freed last
 *     comes first
 * @param attach whom VPP was told to attach, such as {@code w0 s1}
 * @param detach whom VPP was told to detach
 * @param disconnect the sessions that VPP was told to disconnect
 * @param owner of which session VPP was told whom as the new owner, such as {@code s1 w0}
 * @param what of {@code threw}: what; of {@code refused}: the outcome, such as {@code
 *     unknown-session}
 * @param call of {@code call} and {@code refused}: a number that both have, and no others
 * @param worker not of {@code locked}: the worker for whom the thread calls
 * @param at of {@code step}: its name in the specification
 * @param other of a query: the worker whom it is about
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunEvent(
    String event,
    String thread,
    String op,
    String on,
    String lock,
    String mode,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<String> holds,
    List<Element> elements,
    List<Copy> copies,
    List<Life> lives,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<Integer> free,
    List<String> attach,
    List<String> detach,
    List<String> disconnect,
    List<String> owner,
    String what,
    Integer call,
    String worker,
    String at,
    String other) {

  /**
   * An index of shared data; the fields but the first are null if it is free.
   *
   * @param subscribers in the order in which they inherit
   * @param attached to VPP
   * @param notices on their way to the owner
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Element(
      Integer index,
      String session,
      String owner,
      List<String> subscribers,
      List<String> listeners,
      List<String> attached,
      Integer notices) {}

  /**
   * A slot of a worker; the fields but the first two are null if it is free.
   *
   * @param slot from 1
   * @param element the index of its shared data; 0 for a private session
   * @param listens whether it is a listener
   * @param waits of a private one: whether the worker waits for connections
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Copy(
      String worker,
      Integer slot,
      String session,
      Integer element,
      Boolean listens,
      Boolean waits) {}

  /**
   * A worker.
   *
   * @param life unborn, forking, live or dead
   * @param parent null for none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Life(String worker, String life, String parent) {}

  static RunEvent of(String event, String thread) {
    return of(event, thread, null, null);
  }

  private static RunEvent of(String event, String thread, String op, String on) {
    return new RunEvent(
        event, thread, op, on, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null);
  }

  static RunEvent threw(String thread, String what) {
    return of("threw", thread).what(what);
  }

  static RunEvent take(String thread, String op, String on, String lock, String mode) {
    return of("take", thread, op, on).taking(lock, mode);
  }

  static RunEvent call(String thread, String op, String on, int number) {
    return of("call", thread, op, on).numbered(number);
  }

  static RunEvent refused(String thread, String outcome, int number) {
    return of("refused", thread).what(outcome).numbered(number);
  }

  RunEvent what(String text) {
    Draft draft = new Draft(this);
    draft.what = text;
    return draft.event();
  }

  RunEvent numbered(int number) {
    Draft draft = new Draft(this);
    draft.call = number;
    return draft.event();
  }

  RunEvent taking(String taken, String how) {
    Draft draft = new Draft(this);
    draft.lock = taken;
    draft.mode = how;
    return draft.event();
  }

  RunEvent about(String whose, String operation, String object, String third) {
    Draft draft = new Draft(this);
    draft.worker = whose;
    draft.op = operation;
    draft.on = object;
    draft.other = third;
    return draft.event();
  }

  RunEvent at(String step) {
    Draft draft = new Draft(this);
    draft.at = step;
    return draft.event();
  }

  RunEvent with(Parts parts) {
    Draft draft = new Draft(this);
    draft.elements = parts.elements;
    draft.copies = parts.copies;
    draft.lives = parts.lives;
    draft.free = parts.free;
    draft.attach = parts.attach;
    draft.detach = parts.detach;
    draft.disconnect = parts.disconnect;
    draft.owner = parts.owner;
    return draft.event();
  }

  RunEvent holding(List<String> locks) {
    Draft draft = new Draft(this);
    draft.holds = locks;
    return draft.event();
  }

  /** A copy to change. */
  private static final class Draft {
    private final String event;
    private final String thread;
    private String op;
    private String on;
    private String lock;
    private String mode;
    private List<String> holds;
    private List<Element> elements;
    private List<Copy> copies;
    private List<Life> lives;
    private List<Integer> free;
    private List<String> attach;
    private List<String> detach;
    private List<String> disconnect;
    private List<String> owner;
    private String what;
    private Integer call;
    private String worker;
    private String at;
    private String other;

    Draft(RunEvent of) {
      event = of.event;
      thread = of.thread;
      op = of.op;
      on = of.on;
      lock = of.lock;
      mode = of.mode;
      holds = of.holds;
      elements = of.elements;
      copies = of.copies;
      lives = of.lives;
      free = of.free;
      attach = of.attach;
      detach = of.detach;
      disconnect = of.disconnect;
      owner = of.owner;
      what = of.what;
      call = of.call;
      worker = of.worker;
      at = of.at;
      other = of.other;
    }

    RunEvent event() {
      return new RunEvent(
          event,
          thread,
          op,
          on,
          lock,
          mode,
          holds,
          elements,
          copies,
          lives,
          free,
          attach,
          detach,
          disconnect,
          owner,
          what,
          call,
          worker,
          at,
          other);
    }
  }
}
