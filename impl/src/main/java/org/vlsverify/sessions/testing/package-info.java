/**
 * Support for tests of an implementation of {@link org.vlsverify.sessions.SharedSessions}. {@link
 * org.vlsverify.sessions.testing.RecordingTransport} plays VPP and records the calls; {@link
 * org.vlsverify.sessions.testing.Invariants} checks a snapshot. Both need only the JDK, so that
 * they fit any test framework. Production code does not need this package.
 */
package org.vlsverify.sessions.testing;
