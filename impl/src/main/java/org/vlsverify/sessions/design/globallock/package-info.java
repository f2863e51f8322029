/**
 * The design with one lock, as in VPP before the refactor; the baseline of the benchmarks. {@link
 * org.vlsverify.sessions.design.globallock.GlobalLockSharedSessions} has the lock; everything else
 * is plain data behind it.
 */
package org.vlsverify.sessions.design.globallock;
