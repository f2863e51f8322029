/**
 * Models of any specification as tests of JUnit 5. Start with {@link
 * org.vlsverify.spec.junit.ModelTests}.
 */
package org.vlsverify.spec.junit;
