/**
 * The designs that implement {@link org.vlsverify.sessions.SharedSessions}, of which {@link
 * org.vlsverify.sessions.design.Design} is the list. Each has a package of its own below this one,
 * and knows nothing of the others.
 */
package org.vlsverify.sessions.design;
