/**
 * What was checked and what came out: one result per check, kept as JSON below {@code
 * target/verification} and shown as one table.
 */
package org.vlsverify.spec.verdict;
