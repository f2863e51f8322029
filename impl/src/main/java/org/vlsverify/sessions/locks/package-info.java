/** Locks that are taken only where several threads act for one worker. */
package org.vlsverify.sessions.locks;
