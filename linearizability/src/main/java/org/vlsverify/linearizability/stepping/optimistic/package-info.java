/**
 * The design {@code optimistic} takes the steps of {@code SharedDataOptimistic}: {@link
 * org.vlsverify.linearizability.stepping.optimistic.OptimisticDesign}. Which access of the code
 * begins which step: {@link org.vlsverify.linearizability.stepping.optimistic.Gate}.
 */
package org.vlsverify.linearizability.stepping.optimistic;
