package org.vlsverify.linearizability.history;

import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.vlsverify.linearizability.call.Hang;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.sessions.testing.TimeLimit;

/** The random histories of {@link HistoryProperties}, outside of a test run and not shrunk. */
public final class SampledHistories {
  private static final int GENERATION_SIZE = 1_000;

  private SampledHistories() {}

  private static final class Properties extends HistoryProperties {
    Properties() {
      super("0");
    }
  }

  /**
   * Runs as many histories as the quick budget has.
   *
   * @param name of the implementation, not null
   * @param factory makes it, not null
   * @param seed decides all histories
   * @throws HistoryDifference at the first difference
   */
  public static void run(String name, SharedSessionsFactory factory, long seed) {
    JqwikSession.run(
        () -> {
          Properties properties = new Properties();
          Random random = new Random(seed);
          run(properties.anySequences(), 20, random, name, factory);
          run(properties.trees(), 10, random, name, factory);
          run(properties.exhaustions(), 10, random, name, factory);
          run(properties.reuses(), 6, random, name, factory);
        });
  }

  private static void run(
      Arbitrary<CommandSequence> sequences,
      int count,
      Random random,
      String name,
      SharedSessionsFactory factory) {
    RandomGenerator<CommandSequence> generator = sequences.generator(GENERATION_SIZE);
    for (int i = 0; i < count; i++) {
      CommandSequence sequence = generator.next(random).value();
      TimeLimit.run(
          "A history on " + name,
          Hang.limit(),
          new History(sequence, Map.of(name, factory), outcome -> {})::run);
    }
  }
}
