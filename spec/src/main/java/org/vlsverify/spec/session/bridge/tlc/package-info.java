/**
 * The only code compiled against TLC. It uses only the API common to all versions since 2.18, is
 * loaded again for every specification, and depends only on TLC, the JDK and the values of {@link
 * org.vlsverify.spec}.
 */
package org.vlsverify.spec.session.bridge.tlc;
