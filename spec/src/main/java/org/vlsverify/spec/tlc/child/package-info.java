/** What runs in the JVM of TLC; of this project it has nothing else on its class path. */
package org.vlsverify.spec.tlc.child;
