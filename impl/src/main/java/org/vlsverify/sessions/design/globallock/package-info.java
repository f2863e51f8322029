/**
 * The design with one lock, as it was before locks were made fewer: what the other designs are
 * measured against. {@link org.vlsverify.sessions.design.globallock.GlobalLockSharedSessions} is
 * the lock; all else is plain data behind it.
 */
package org.vlsverify.sessions.design.globallock;
