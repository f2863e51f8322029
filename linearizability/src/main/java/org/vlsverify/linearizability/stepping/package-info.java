/**
 * The bottom edge of the square, from the specification to the code: threads of an implementation
 * are driven from one lock to the next along the edges of a lock-level state graph, and after each
 * step the whole state is compared, with the locks and with what the transport was told.
 *
 * <p>{@link org.vlsverify.linearizability.stepping.TappedClasses} intercepts what a design does, in
 * bytecode; {@link org.vlsverify.linearizability.stepping.SteppedThread} moves from stop to stop. A
 * {@link org.vlsverify.linearizability.stepping.SteppedDesign} knows which call of the design is
 * which operation of its specification, and what its objects and a state of the specification say;
 * there is a package for each. {@code EdgePlan} finds paths over all edges; {@link
 * org.vlsverify.linearizability.stepping.EdgeCover} drives them.
 */
package org.vlsverify.linearizability.stepping;
