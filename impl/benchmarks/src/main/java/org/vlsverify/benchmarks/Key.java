package org.vlsverify.benchmarks;

import org.vlsverify.sessions.ThreadModel;

/**
 * The key of a measurement. Immutable.
 *
 * @param row the title of the row
 * @param threads the number of threads
 * @param threadModel the number of threads per worker, or null without workers
 * @param design the design's name, or null without a design
 */
record Key(String row, int threads, ThreadModel threadModel, String design) {}
