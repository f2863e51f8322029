/**
 * The top edge of the square: every state and every step of a model's state graph is applied to
 * Java code, and every operation that changes nothing is tried, too.
 */
package org.vlsverify.linearizability.replay;
