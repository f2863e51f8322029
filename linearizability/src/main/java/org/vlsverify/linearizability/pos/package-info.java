/**
 * Random interleavings of real threads, with a seed: partial order sampling (POS) and probabilistic
 * concurrency testing (PCT) in turn.
 *
 * <p>Code: {@link org.vlsverify.linearizability.pos.AccessVisitor} lets the classes of a design, or
 * of a mutant, announce each access that threads can notice, plain ones included. One thread runs
 * at a time, and stops before each access; {@link org.vlsverify.linearizability.pos.Schedule}
 * chooses which one goes on. Results are compared with the linearizations of the reference, in
 * {@link org.vlsverify.linearizability.pos.Linearizations}.
 *
 * <p>The use: {@link org.vlsverify.linearizability.pos.PosRunner}.
 */
package org.vlsverify.linearizability.pos;
