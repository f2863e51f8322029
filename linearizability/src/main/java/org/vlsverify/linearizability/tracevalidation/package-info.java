/**
 * The bottom edge of the square, from the code to the specification: what free threads of an
 * implementation do is recorded, stored as NDJSON, and validated: TLC looks for a behaviour of the
 * lock-level specification of their design that has the events of the run.
 *
 * <p>{@code Recorder} notes what threads do, {@code OperationSteps} makes the steps of the
 * specification of it, {@code RecordedRun} is stored, {@code RunModule} writes TLA+, and {@code
 * TraceValidation} says which runs are behaviours.
 */
package org.vlsverify.linearizability.tracevalidation;
