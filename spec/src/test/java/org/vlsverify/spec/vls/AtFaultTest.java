package org.vlsverify.spec.vls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.AtFault;
import org.vlsverify.spec.trace.Narrator;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.trace.Witness;
import org.vlsverify.spec.trace.Witness.Fault;
import org.vlsverify.spec.trace.Witness.Hold;
import org.vlsverify.spec.trace.Witness.Locks;
import org.vlsverify.spec.trace.Witness.Term;
import org.vlsverify.spec.trace.Witness.Wait;

class AtFaultTest {
  private static List<String> names() {
    return StoredTrace.all().stream()
        .map(file -> file.getFileName().toString().replace(".json", ""))
        .sorted()
        .toList();
  }

  private static Trace stored(String name) {
    return TraceJson.read(
        StoredTrace.all().stream()
            .filter(file -> file.endsWith(name + ".json"))
            .findFirst()
            .orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Defect_owner-not-changed | the owner of s0 is w0; the subscribers of s0 are w1",
        "Defect_child-owns | the owner of s0 is w1, and not w0;"
            + " the subscribers of s0 are w1, w0, and not w0, w1",
        "Defect_shared-data-freed-too-early | the shared data of s0 was freed;"
            + " the subscribers of s0 were w0, w1",
        "Defect_orphans-not-adopted | w0 is dead; w1 is live; w2 is dead",
        "LockingDefect_close-vs-io-lock-order | w0.t0 waits for w0.t1 (the table of w0);"
            + " w0.t1 waits for w0.t0 (the session lock of slot 1 of w0)",
        "LockingDefect_child-inherits-locks | w1.t0 is gone; the table of w1 is still locked",
        "LockingDefect_no-life-cycle-lock | use of a freed element, by w2.t0"
            + " (cleanup w0: lock the element)",
        "LockingDefect_epoll-del-stops-private | SharedData has no such step (nearest:"
            + " EpollDel(w0, s0)): w0 was stopped from listening on s0, w0 no longer waits for"
            + " connections on s0; s0 has no shared data",
        "LockingWeak_session | w0.t0 requests the session lock of slot 1 of w0",
        "OptimisticDefect_published-early | t1 queried the owner of s0 for w0, with the result none;"
            + " the only right result since the query began is w0",
        "PoolsDefect_vls-pool-unlocked | element 3 of vls was allocated to w3 while it was allocated to w2",
      })
  void faultIsInWordsOfTheDomain(String name, String words) {
    assertThat(AtFault.sentence(stored(name))).contains(words);
  }

  @Test
  void everyFaultIsWithoutTlaSyntax() throws IOException {
    Set<String> wrong = new TreeSet<>();
    for (String name : names()) {
      String words = AtFault.sentence(stored(name)).orElse("");
      if (!words.matches("\\S.* .*\\S")
          || words.matches(".*(\\\\in|\\\\A|#|/\\\\|\\{|<<|\\bFALSE\\b).*")) {
        wrong.add(name + ": " + words);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void faultyPartsAreInTheLastState() {
    assertThat(AtFault.parts(stored("Defect_owner-not-changed")).keySet())
        .containsExactly(List.of("shared", "s0", "owner"), List.of("shared", "s0", "subscribers"));
    assertThat(AtFault.parts(stored("LockingDefect_close-vs-io-lock-order")).keySet())
        .containsExactly(List.of("thread", "w0.t0"), List.of("thread", "w0.t1"));
    // An element causes the fault in the abstract session.
    assertThat(AtFault.parts(stored("LockingDefect_listener-bit-lost")).keySet())
        .contains(List.of("elements", "1", "listeners"));
  }

  private static Trace trace(Verdict kind, String variable, Witness witness) {
    Map<String, TlaValue> state = Map.of(variable, TlaValue.of(1));
    Trace.Step step = new Trace.Step(new Operation("Next", Map.of()), state);
    return new Trace("m", new Trace.Problem(kind, "Small"), state, List.of(step), Optional.empty())
        .with(witness);
  }

  private static Witness witness(Fault... faults) {
    return new Witness(List.of(faults), Optional.empty(), List.of());
  }

  @Test
  void unknownSpecificationShowsTermsUnchanged() {
    Term term = new Term("x", List.of(TlaValue.string("x")), List.of(TlaValue.of(1)));
    Map<String, TlaValue> bound = Map.of("i", TlaValue.of(3));
    Trace known =
        trace(
            Verdict.INVARIANT,
            "x",
            witness(new Fault(bound, "x = 2", List.of(term), Optional.of(TlaValue.of(2)))));
    assertThat(Narrator.of(known)).isSameAs(Narrator.GENERIC);
    assertThat(AtFault.sentence(known)).contains("x = 1, and not 2");
    Trace bare =
        trace(
            Verdict.INVARIANT, "x", witness(new Fault(bound, "P(3)", List.of(), Optional.empty())));
    assertThat(AtFault.sentence(bare)).contains("P(3) is false where i = 3");
  }

  @Test
  void deadlockNamesWaitingThreads() {
    TlaValue one = TlaValue.tuple(TlaValue.model("w0"), TlaValue.model("t0"));
    TlaValue lock = TlaValue.string("the desk");
    Locks locks = new Locks(List.of(new Hold(lock, one, true)), List.of(new Wait(one, one, lock)));
    Witness witness = new Witness(List.of(), Optional.empty(), List.of(locks, locks));
    assertThat(AtFault.sentence(trace(Verdict.DEADLOCK, "x", witness)))
        .contains("w0.t0 waits for w0.t0 (\"the desk\")");
    assertThat(AtFault.sentence(trace(Verdict.INVARIANT, "x", witness))).isEmpty();
  }

  @Test
  void withoutAWitnessNothingIsClaimed() {
    assertThat(AtFault.sentence(trace(Verdict.INVARIANT, "life", Witness.NONE))).isEmpty();
    assertThat(AtFault.sentence(trace(Verdict.DEADLOCK, "thread", Witness.NONE))).isEmpty();
    Trace stored = stored("Defect_owner-not-changed");
    assertThat(AtFault.parts(stored.with(Witness.NONE))).isEmpty();
    Trace fine =
        new Trace(
                stored.model(),
                new Trace.Problem(Verdict.OK, null),
                stored.initial(),
                stored.steps(),
                stored.lasso())
            .with(stored.witness());
    assertThat(AtFault.parts(fine)).isEmpty();
  }

  /** Each row of the table is needed by some counterexample, or it is dead. */
  @Test
  void everyPhraseIsUsed() throws IOException {
    Set<String> unused = new TreeSet<>(Phrases.keys());
    for (String name : names()) {
      Trace trace = stored(name);
      Stream.concat(
              trace.witness().faults().stream().flatMap(fault -> fault.terms().stream()),
              trace.witness().refinement().stream().flatMap(r -> r.changes().stream()))
          .forEach(term -> Phrases.row(term).ifPresent(unused::remove));
    }
    assertThat(unused.stream().collect(Collectors.toList())).isEmpty();
  }
}
