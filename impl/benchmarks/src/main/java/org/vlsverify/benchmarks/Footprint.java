package org.vlsverify.benchmarks;

import org.openjdk.jol.info.GraphLayout;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/**
 * The memory of a session, by JOL: the difference between 2,000 sessions, with room for exactly
 * these, and 1,000 sessions. So the room in tables counts, and one-time objects do not.
 */
final class Footprint {

  private static final int FEW = 1_000;

  /** Twice as many, since tables grow by doubling. */
  private static final int MANY = 2 * FEW;

  private Footprint() {}

  /** Bytes for one private session. */
  static double ofPrivate(Design design, ThreadModel threadModel) {
    return difference(privates(design, threadModel, FEW), privates(design, threadModel, MANY));
  }

  /** Bytes for one shared session: the shared data, and the copies of all subscribers. */
  static double ofShared(Design design, ThreadModel threadModel, int subscribers) {
    return difference(
        shareds(design, threadModel, subscribers, FEW),
        shareds(design, threadModel, subscribers, MANY));
  }

  private static double difference(SharedSessions few, SharedSessions many) {
    return (double) (bytes(many) - bytes(few)) / (MANY - FEW);
  }

  private static long bytes(SharedSessions sessions) {
    return GraphLayout.parseInstance(sessions).totalSize();
  }

  private static SharedSessions privates(Design design, ThreadModel threadModel, int count) {
    Scene scene = scene(design, threadModel, 1, count, 0);
    scene.open(Scene.ROOT, count);
    return scene.sessions();
  }

  private static SharedSessions shareds(
      Design design, ThreadModel threadModel, int subscribers, int count) {
    Scene scene = scene(design, threadModel, subscribers, count, count);
    scene.open(Scene.ROOT, count);
    scene.subscribers(Scene.ROOT, 1, subscribers);
    return scene.sessions();
  }

  private static Scene scene(
      Design design, ThreadModel threadModel, int workers, int slots, int shared) {
    return Scene.make(
        config -> design.create(config, NoTransport.INSTANCE), threadModel, workers, slots, shared);
  }
}
