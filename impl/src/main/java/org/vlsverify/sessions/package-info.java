/**
 * Sessions that several workers share: subscribe, unshare, owner change, fork, exit and cleanup.
 */
package org.vlsverify.sessions;
