/**
 * The costs of the designs. {@link org.vlsverify.benchmarks.Operation} lists the measured
 * operations; {@link org.vlsverify.benchmarks.BenchmarkTable} is the command. The benchmarks use
 * only the public interface, so that the same code measures every design.
 */
package org.vlsverify.benchmarks;
