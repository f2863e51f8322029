/**
 * The bottom edge of the square, from the specification to the code: threads of an implementation
 * are driven from one lock to the next along the edges of a lock-level state graph, and after each
 * step the whole state is compared, with the locks and with what the transport was told.
 *
 * <p>{@link org.vlsverify.linearizability.stepping.TappedClasses} intercepts what a design does, in
 * bytecode; {@code SteppedThread} moves from stop to stop; {@code LockedSteps} knows which call of
 * the design is which operation of {@code SharedDataLocking}, {@code LockedView} what its objects
 * say, and {@code LockingView} what a state of the specification says; {@code EdgePlan} finds paths
 * over all edges; {@link org.vlsverify.linearizability.stepping.EdgeCover} drives them.
 */
package org.vlsverify.linearizability.stepping;
