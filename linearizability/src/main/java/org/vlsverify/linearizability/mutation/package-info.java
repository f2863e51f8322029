/**
 * Mutation testing: mistakes that engineers make, generated from the sources of the designs, and
 * the checks that find them. The seeded defects in {@code mutant} are chosen by hand; these are
 * not, so the share that is found says how much the checks see of what nobody has thought of.
 */
package org.vlsverify.linearizability.mutation;
