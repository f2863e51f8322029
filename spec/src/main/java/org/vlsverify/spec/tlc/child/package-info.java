/** The code in the JVM of TLC; its class path has no other code of this project. */
package org.vlsverify.spec.tlc.child;
