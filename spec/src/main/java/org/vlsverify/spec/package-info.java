/**
 * Runs the TLA+ models of shared sessions with TLC and gives their results as data: verdict,
 * statistics, state graph and counterexample.
 */
package org.vlsverify.spec;
