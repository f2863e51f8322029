/** Locks that are taken only if several threads act for one worker. */
package org.vlsverify.sessions.locks;
