package org.vlsverify.benchmarks;

import org.vlsverify.sessions.ThreadModel;

/**
 * What was measured. Immutable.
 *
 * @param row the title of the row
 * @param threads how many threads there were
 * @param threadModel how many threads act for a worker, or null where there are no workers
 * @param design the design's name, or null where there is none
 */
record Key(String row, int threads, ThreadModel threadModel, String design) {}
