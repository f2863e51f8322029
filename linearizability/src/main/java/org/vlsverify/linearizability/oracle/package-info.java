/** The specification as an oracle: shared sessions whose results are evaluated by TLC. */
package org.vlsverify.linearizability.oracle;
