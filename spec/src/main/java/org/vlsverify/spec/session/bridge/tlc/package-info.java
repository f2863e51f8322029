/**
 * The only code that is compiled against TLC. It uses what all of TLC's versions since 2.18 have in
 * common, is loaded anew for every specification, and refers to nothing outside of TLC, the JDK and
 * the values of {@link org.vlsverify.spec}.
 */
package org.vlsverify.spec.session.bridge.tlc;
