/**
 * Conformance of any Java class to any specification: replay of the state graph. Start with {@link
 * org.vlsverify.spec.replay.GraphReplay}.
 */
package org.vlsverify.spec.replay;
