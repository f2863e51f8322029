/** The specification as a sequential Java program. */
package org.vlsverify.linearizability.reference;
