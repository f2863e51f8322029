/**
 * Conformance by replay: every state and every step of a model's state graph is applied to Java
 * code, and so is every operation without effect.
 */
package org.vlsverify.linearizability.replay;
