/**
 * The interface between TLC inside this JVM and the rest of the code.
 *
 * <p>TLC keeps a specification in static fields, and the user chooses its jar. So each
 * specification gets a class loader of its own with that jar, in which {@link
 * org.vlsverify.spec.session.bridge.tlc} is loaded once more; both sides share this package and its
 * value types.
 */
package org.vlsverify.spec.session.bridge;
