/**
 * The design {@code locked} takes the steps of {@code SharedDataLocking}: {@link
 * org.vlsverify.linearizability.stepping.locked.LockedDesign}. Counterexamples of seeded defects
 * are driven on mutants: {@link
 * org.vlsverify.linearizability.stepping.locked.CounterexampleReplay}.
 */
package org.vlsverify.linearizability.stepping.locked;
