/**
 * Sessions that several workers share: subscribe, unshare, owner change, fork, exit and cleanup.
 *
 * <p>The interface is {@link org.vlsverify.sessions.SharedSessions}; {@link
 * org.vlsverify.sessions.design.Design} makes what implements it.
 */
package org.vlsverify.sessions;
