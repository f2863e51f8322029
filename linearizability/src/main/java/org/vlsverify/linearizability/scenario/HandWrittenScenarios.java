package org.vlsverify.linearizability.scenario;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Bounds;

/** The families of hand-written scenarios. */
public enum HandWrittenScenarios {
  SUBSCRIBE_AGAINST_UNSHARE("subscribe against unshare", SharingScenarios::subscribeAgainstUnshare),
  UNSHARE_AGAINST_UNSHARE("unshare against unshare", SharingScenarios::unshareAgainstUnshare),
  INDEX_REUSE("last unshare against subscribe of another session", SharingScenarios::indexReuse),
  QUERIES("queries against changes", QueryScenarios::queries),
  FORK_AGAINST_CLOSE(
      "fork against close in a sibling thread", LifeCycleScenarios::forkAgainstClose),
  EXIT_AGAINST_UNSHARE("exit against unshare", LifeCycleScenarios::exitAgainstUnshare),
  CLEANUP("cleanup against unshare, and against cleanup", LifeCycleScenarios::cleanupScenarios),
  LISTENERS(
      "accept, epoll and listen against each other, close and fork", ListenerScenarios::listeners),
  ACKNOWLEDGE("acknowledge against owner change", SharingScenarios::acknowledgeScenarios),
  OPEN_AGAINST_LAST_CLOSE(
      "open against last close of the same session", SharingScenarios::openAgainstLastClose),
  DEATH("die against everything", LifeCycleScenarios::death),
  COMPOSED("fork, exit and cleanup as a whole", LifeCycleScenarios::composed),
  TWO_CHANGES("two changes beside a query", RaceScenarios::twoChangesBesideAQuery),
  PRIVATE_LISTENER("three operations on a private listener", RaceScenarios::privateListener),
  HEIRS("death while an heir is forked", RaceScenarios::deathWhileAnHeirIsForked),
  LOSERS("the loser of a race acts afterwards", RaceScenarios::losers),
  THREE_AT_ONCE("three threads that meet", RaceScenarios::threeAtOnce),
  RELEASES("concurrent releases", RaceScenarios::concurrentReleases),
  WHILE_A_CHILD_SUBSCRIBES(
      "a change, and a query, while a child subscribes", OrderScenarios::whileAChildSubscribes),
  WHILE_AN_INDEX_IS_FREED(
      "two effects of the end of a worker", OrderScenarios::whileAnIndexIsFreed),
  WHILE_AN_INDEX_IS_LOOKED_UP(
      "an index is used again while it is looked up", OrderScenarios::whileAnIndexIsLookedUp);

  private final String words;
  private final Supplier<List<Scenario>> scenarios;

  HandWrittenScenarios(String words, Supplier<List<Scenario>> scenarios) {
    this.words = words;
    this.scenarios = scenarios;
  }

  /**
   * @return the scenarios of the family
   */
  public List<Scenario> scenarios() {
    return scenarios.get();
  }

  /** The scenarios of all families. */
  public static List<Scenario> all() {
    return Stream.of(values()).flatMap(family -> family.scenarios().stream()).toList();
  }

  /** One slot per worker; all workers may listen on session 0. */
  static Bounds bounds(int workers, int sessions, int sharedCapacity) {
    return bounds(workers, sessions, 1, sharedCapacity);
  }

  static Bounds bounds(int workers, int sessions, int slots, int sharedCapacity) {
    return new Bounds(workers, sessions, slots, sharedCapacity, Set.of(0));
  }

  static List<Invocation> and(List<Invocation> invocations, Invocation... more) {
    return Stream.concat(invocations.stream(), Stream.of(more)).toList();
  }

  @Override
  public String toString() {
    return words;
  }
}
