package org.vlsverify.sessions.design.optimistic;

/**
 * Keeps what is written for one shared session, and for one worker, off the cache lines of what is
 * written for others, who would otherwise slow each other down.
 *
 * <p>Whatever is written often ends with so many bytes that are not used, wherever the garbage
 * collector moves it: then what follows it in memory is on another cache line than what it consists
 * of. In an object the JVM puts the fields of a subclass behind those of its superclass; so the
 * padding of a class is a subclass.
 *
 * <p>What comes before it in memory may be on its first cache line. If that is only read, its
 * readers are slowed down. Where it can be helped there is padding in front, too; a lock of the
 * class library has its state in front.
 */
final class Padding {

  /** The size of a cache line of nearly all machines. */
  static final int BYTES = 64;

  private Padding() {}
}
