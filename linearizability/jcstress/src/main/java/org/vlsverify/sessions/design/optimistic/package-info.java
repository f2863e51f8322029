/**
 * Tests of memory ordering by jcstress: what the implementation may not show on any machine and
 * with any compiler, where Lincheck's model checking assumes that all accesses are in one order.
 *
 * <p>They are in this package since some look at parts that are not public. Each test says which
 * argument of the implementation it is about; forbidden outcomes must not be seen. Those with an
 * outcome that is "interesting" are negative controls, in which it must be seen.
 */
package org.vlsverify.sessions.design.optimistic;
