package org.vlsverify.linearizability.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vlsverify.linearizability.mutation.Operators.Operator;
import org.vlsverify.sessions.design.Design;

class MutationGeneratorTest {
  private static final String LOCKED_METHOD =
      """
      class Sample {
        Outcome leave(Worker worker) {
          Lock lock = worker.tableWriteLock();
          lock.lock();
          try {
            if (!worker.isLive()) {
              return Outcome.WORKER_NOT_LIVE;
            }
            owner = worker.index();
            transport.detach(owner, session);
            return worker.remove();
          } finally {
            lock.unlock();
          }
        }
      }
      """;

  /** The changed texts, on one line. */
  private static List<String> texts(String operator) {
    Source source = new Source("Sample", LOCKED_METHOD);
    Operator one =
        Operators.all().stream()
            .filter(candidate -> candidate.name().equals(operator))
            .findFirst()
            .orElseThrow();
    Stream.Builder<String> texts = Stream.builder();
    one.search()
        .in(
            source.methods().get(0),
            source,
            (line, what, edits) -> texts.add(source.with(edits).replaceAll("\\s+", " ")));
    return texts.build().toList();
  }

  @Test
  void lockAndItsReleaseAreDropped() {
    assertThat(texts("lock-dropped")).singleElement().asString().doesNotContain("lock.");
  }

  @Test
  void checkIsMadeBeforeTheLock() {
    assertThat(texts("check-before-lock"))
        .singleElement()
        .asString()
        .contains("boolean early = !worker.isLive(); lock.lock(); try { if (early) {");
  }

  @Test
  void endOfTheSectionComesAfterTheRelease() {
    assertThat(texts("behind-unlock"))
        .first()
        .asString()
        .contains("lock.unlock(); let = true; return worker.remove();")
        .contains("finally { if (!let) { lock.unlock(); } }");
  }

  @Test
  void lockIsThatOfNobody() {
    assertThat(texts("other-lock"))
        .first()
        .asString()
        .contains("Lock lock = new java.util.concurrent.locks.ReentrantLock();");
  }

  @Test
  void readLockIsTaken() {
    assertThat(texts("read-lock")).singleElement().asString().contains("worker.tableReadLock()");
  }

  @Test
  void callToVppComesAfterTheRelease() {
    assertThat(texts("told-elsewhere"))
        .anySatisfy(
            text ->
                assertThat(text)
                    .contains("finally { lock.unlock(); transport.detach(owner, session); }"));
  }

  @Test
  void statementsAreSwapped() {
    assertThat(texts("writes-swapped"))
        .anySatisfy(
            text ->
                assertThat(text)
                    .contains("transport.detach(owner, session); owner = worker.index();"));
  }

  @ParameterizedTest
  @EnumSource
  void eachDesignHasManyMutantsWithTheirOwnNames(Design design) {
    List<Mutation> all = MutationGenerator.all(design);

    assertThat(all).hasSizeGreaterThan(200);
    assertThat(all.stream().map(Mutation::id)).doesNotHaveDuplicates();
    assertThat(MutationGenerator.inOrderOfSample(all, 7))
        .containsExactlyInAnyOrderElementsOf(all)
        .isEqualTo(MutationGenerator.inOrderOfSample(all, 7));
  }

  @Test
  void sampleHasEachKind() {
    List<Mutation> all = MutationGenerator.all(Design.OPTIMISTIC);
    List<Mutation> sample =
        MutationGenerator.inOrderOfSample(all, 7).subList(0, Operators.all().size());

    assertThat(sample.stream().map(Mutation::operator).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            Operators.all().stream().map(Operator::name).collect(Collectors.toSet()));
  }

  @Test
  void mistakesByHandStillApply() {
    assertThat(
            Stream.of(Design.values())
                .flatMap(design -> MutationsByHand.of(design).stream())
                .map(Mutation::id))
        .hasSize(11);
  }

  @Test
  void lineThatIsStillWrittenIsNotRead() {
    assertThat(MutationRun.wholeLines("{\"id\": 1}\n{\"id\":")).containsExactly("{\"id\": 1}");
    assertThat(MutationRun.wholeLines("{\"id\":")).isEmpty();
  }
}
