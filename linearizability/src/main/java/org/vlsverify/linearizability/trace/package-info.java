/**
 * Traces of the abstract specification and the Java API: an implementation's run as a trace, and a
 * trace's operations on an implementation.
 */
package org.vlsverify.linearizability.trace;
