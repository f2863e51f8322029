package org.vlsverify.linearizability.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DeltaDebuggingTest {
  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Property
  void neededElementsRemainInOrder(
      @ForAll @IntRange(min = 100, max = 500) int count,
      @ForAll @Size(max = 10) Set<@IntRange(max = 99) Integer> needed) {
    List<Integer> rest = DeltaDebugging.minimal(numbers(count), l -> l.containsAll(needed));

    assertThat(rest).containsExactlyElementsOf(needed.stream().sorted().toList());
  }

  /** Fails with any of several sublists, so that there are several results. */
  @Property
  void resultIsOneMinimal(
      @ForAll @IntRange(max = 300) int count,
      @ForAll @IntRange(min = 1, max = 20) int many,
      @ForAll @IntRange(min = 1, max = 20) int modulus) {
    Predicate<List<Integer>> fails =
        l ->
            l.stream().filter(n -> n % modulus == 0).count() >= many
                || l.size() == count
                || l.contains(0) && l.contains(3) && !l.contains(2);

    List<Integer> rest = DeltaDebugging.minimal(numbers(count), fails);

    assertThat(fails).accepts(rest);
    assertThat(rest).isSorted().doesNotHaveDuplicates();
    for (Integer one : rest) {
      List<Integer> without = new ArrayList<>(rest);
      without.remove(one);
      assertThat(fails).as("without %d", one).rejects(without);
    }
  }

  /** A pair of distant elements that can only be omitted together. */
  @Property
  void pairIsOmittedAsAWhole(@ForAll @IntRange(min = 2, max = 200) int count) {
    List<Integer> rest =
        DeltaDebugging.minimal(numbers(count), l -> l.contains(0) == l.contains(count - 1));

    assertThat(rest).isIn(List.of(), List.of(0, count - 1));
  }

  @Property(tries = 1)
  void passingListIsRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeltaDebugging.minimal(numbers(3), l -> l.size() > 3))
        .withMessage("It does not fail: [0, 1, 2]");
  }

  @Property(tries = 1)
  void numberOfAttemptsIsSmall() {
    int[] runs = new int[1];

    List<Integer> rest =
        DeltaDebugging.minimal(
            numbers(10_000),
            l -> {
              runs[0]++;
              return l.contains(3) && l.contains(7_000);
            });

    assertThat(rest).containsExactly(3, 7_000);
    assertThat(runs[0]).isLessThan(100);
  }
}
