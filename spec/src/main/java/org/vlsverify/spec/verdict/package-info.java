/**
 * The results of checks: one per check, stored as JSON below {@code target/verification} and shown
 * as one table.
 */
package org.vlsverify.spec.verdict;
