package org.vlsverify.sessions.design.optimistic;

/**
 * Avoids false sharing: data that is written for one shared session, or for one worker, is not on a
 * cache line with data that is written for another.
 *
 * <p>Objects that are written often end with this many unused bytes: wherever the garbage collector
 * moves them, the next object in memory is on another cache line. The JVM puts the fields of a
 * subclass behind those of its superclass; so the padding of a class is a subclass.
 *
 * <p>The object before it in memory may be on its first cache line, and its readers may be slowed
 * down. Where possible there is padding in front, too; a lock of the class library has its state in
 * front.
 */
final class Padding {

  /** The size of a cache line of nearly all machines. */
  static final int BYTES = 64;

  private Padding() {}
}
