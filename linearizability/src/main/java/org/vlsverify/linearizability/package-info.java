/**
 * Binds the specification to the implementation: the sequential reference, the replay of the
 * specification's state graph, and the scenarios for the linearizability checks.
 */
package org.vlsverify.linearizability;
