/**
 * How the rest of the code talks to TLC inside this JVM.
 *
 * <p>TLC keeps a specification in static fields, and the user chooses its jar. So each
 * specification gets a class loader of its own with that jar, in which {@link
 * org.vlsverify.spec.session.bridge.tlc} is loaded once more; this package and the values it speaks
 * of are common to both sides.
 */
package org.vlsverify.spec.session.bridge;
