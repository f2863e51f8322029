/**
 * The design {@code global-lock} takes the steps of {@code SharedDataGlobalLock}: {@link
 * org.vlsverify.linearizability.stepping.globallock.GlobalLockDesign}.
 */
package org.vlsverify.linearizability.stepping.globallock;
