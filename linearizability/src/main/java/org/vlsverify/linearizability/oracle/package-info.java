/**
 * The specification itself in place of the reference: shared sessions whose every answer TLC gives.
 */
package org.vlsverify.linearizability.oracle;
