/**
 * Sessions that several workers share: subscribe, unshare, owner change, fork, exit and cleanup.
 *
 * <p>The interface is {@link org.vlsverify.sessions.SharedSessions}; {@link
 * org.vlsverify.sessions.design.Design} creates the implementations.
 */
package org.vlsverify.sessions;
