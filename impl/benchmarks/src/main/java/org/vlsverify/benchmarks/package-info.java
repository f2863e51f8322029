/**
 * What the designs cost, side by side. {@link org.vlsverify.benchmarks.Operation} lists what is
 * measured; {@link org.vlsverify.benchmarks.BenchmarkTable} is the command. Only the public
 * interface of the shared sessions is used: every design is measured by the same code.
 */
package org.vlsverify.benchmarks;
