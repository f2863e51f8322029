/**
 * Recorded runs of the C code: their events are mapped to steps of the source as committed, and TLC
 * says whether they are one of its behaviours.
 */
package org.vlsverify.spec.vls.cruns;
