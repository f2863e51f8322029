package org.vlsverify.linearizability.call;

import static org.vlsverify.linearizability.call.Parameter.ATTACHED;
import static org.vlsverify.linearizability.call.Parameter.CHILD;
import static org.vlsverify.linearizability.call.Parameter.PARENT;
import static org.vlsverify.linearizability.call.Parameter.SESSION;
import static org.vlsverify.linearizability.call.Parameter.WORKER;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;

/** The operations of {@link SharedSessions}, without the queries, as data. */
public enum Action {
  /** {@link SharedSessions#open}. */
  OPEN("Open", SharedSessions::open, WORKER, SESSION),
  /** {@link SharedSessions#close}. */
  CLOSE("Close", SharedSessions::close, WORKER, SESSION),
  /** {@link SharedSessions#unshare}. */
  UNSHARE("Unshare", SharedSessions::unshare, WORKER, SESSION),
  /** {@link SharedSessions#acknowledge}. */
  ACKNOWLEDGE("Acknowledge", SharedSessions::acknowledge, WORKER, SESSION),
  /** {@link SharedSessions#listen}. */
  LISTEN("Listen", SharedSessions::listen, WORKER, SESSION, ATTACHED),
  /** {@link SharedSessions#accept}. */
  ACCEPT("Accept", SharedSessions::accept, WORKER, SESSION, ATTACHED),
  /** {@link SharedSessions#epollAdd}. */
  EPOLL_ADD("EpollAdd", SharedSessions::epollAdd, WORKER, SESSION, ATTACHED),
  /** {@link SharedSessions#epollDel}. */
  EPOLL_DEL("EpollDel", SharedSessions::epollDel, WORKER, SESSION),
  /** {@link SharedSessions#forkBegin}. */
  FORK_BEGIN("ForkBegin", SharedSessions::forkBegin, PARENT, CHILD),
  /** {@link SharedSessions#forkShareNext}. */
  FORK_SHARE_NEXT("ForkShareNext", unary(SharedSessions::forkShareNext), CHILD),
  /** {@link SharedSessions#forkComplete}. */
  FORK_COMPLETE("ForkComplete", unary(SharedSessions::forkComplete), CHILD),
  /** {@link SharedSessions#exitLeaveNext}. */
  EXIT_LEAVE_NEXT("ExitLeaveNext", unary(SharedSessions::exitLeaveNext), WORKER),
  /** {@link SharedSessions#exitComplete}. */
  EXIT_COMPLETE("ExitComplete", unary(SharedSessions::exitComplete), WORKER),
  /** {@link SharedSessions#die}. */
  DIE("Die", unary(SharedSessions::die), WORKER),
  /** {@link SharedSessions#cleanupLeaveNext}. */
  CLEANUP_LEAVE_NEXT("CleanupLeaveNext", SharedSessions::cleanupLeaveNext, WORKER, CHILD),
  /** {@link SharedSessions#cleanupComplete}. */
  CLEANUP_COMPLETE("CleanupComplete", SharedSessions::cleanupComplete, WORKER, CHILD);

  private interface Unary {
    Outcome apply(SharedSessions sessions, int argument);
  }

  private interface Binary {
    Outcome apply(SharedSessions sessions, int first, int second);
  }

  private static final Map<String, Action> BY_SPEC_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Action::specName, Function.identity()));

  private final String specName;
  private final Binary method;
  private final List<Parameter> parameters;

  Action(String specName, Binary method, Parameter... parameters) {
    this.specName = specName;
    this.method = method;
    this.parameters = List.of(parameters);
  }

  private static Binary unary(Unary method) {
    return (sessions, argument, none) -> method.apply(sessions, argument);
  }

  /**
   * @param specName the name of an action of the specification, not null
   * @return the action of that name, if there is one
   */
  public static Optional<Action> named(String specName) {
    return Optional.ofNullable(BY_SPEC_NAME.get(specName));
  }

  /**
   * * @return the name of the action in the specification; with {@code Result} appended, the name
   * of its outcome
   */
  public String specName() {
    return specName;
  }

  /**
   * @return the name of the method of {@link SharedSessions}
   */
  public String methodName() {
    return Character.toLowerCase(specName.charAt(0)) + specName.substring(1);
  }

  /**
   * @return the parameters in the order of the specification: one or two indices, then perhaps
   *     {@link Parameter#ATTACHED}
   */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** * @return whether the operation may ask VPP to attach, so that a call has an answer of VPP */
  public boolean asksToAttach() {
    return parameters.contains(ATTACHED);
  }

  /** * @return the number of parameters that are indices */
  public int indices() {
    return asksToAttach() ? parameters.size() - 1 : parameters.size();
  }

  /**
   * A call with these arguments, in which VPP attaches if asked.
   *
   * @param indices one for each parameter that is an index
   * @return the call
   * @throws IllegalArgumentException if there are too many or too few indices
   */
  public Call call(int... indices) {
    if (indices.length != indices()) {
      throw new IllegalArgumentException(this + " with arguments " + Arrays.toString(indices));
    }
    return new Call(this, indices[0], indices.length == 2 ? indices[1] : Call.NONE, true);
  }

  /**
   * A call of an operation that may ask VPP to attach.
   *
   * @param worker index
   * @param session index
   * @param attached the answer of VPP
   * @return the call
   * @throws IllegalArgumentException if the operation never asks
   */
  public Call call(int worker, int session, boolean attached) {
    return new Call(this, worker, session, attached);
  }

  Outcome apply(SharedSessions sessions, int first, int second) {
    return method.apply(sessions, first, second);
  }
}
