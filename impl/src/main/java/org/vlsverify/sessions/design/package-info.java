/**
 * The designs that implement {@link org.vlsverify.sessions.SharedSessions}; {@link
 * org.vlsverify.sessions.design.Design} lists them. Each has a package of its own below this one,
 * and does not depend on the others.
 */
package org.vlsverify.sessions.design;
