/**
 * jcstress tests of the memory-ordering arguments. Lincheck's model checking assumes sequential
 * consistency and does not test them.
 *
 * <p>They are in this package since some access parts that are not public. Each test names the
 * argument of the implementation; forbidden outcomes must not be seen. Tests with an "interesting"
 * outcome are negative controls, in which it must be seen.
 */
package org.vlsverify.sessions.design.optimistic;
