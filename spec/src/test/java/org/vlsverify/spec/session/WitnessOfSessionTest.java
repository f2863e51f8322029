package org.vlsverify.spec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.tlc.TlcJar;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.Witness;
import org.vlsverify.spec.trace.Witness.Fault;
import org.vlsverify.spec.trace.Witness.Term;

/** The witness of a false property, for a specification without a narrator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WitnessOfSessionTest {
  private static final String COUNT =
      """
      ---- MODULE Count ----
      EXTENDS Naturals
      VARIABLE n
      Up(by) == n < 100 /\\ n' = n + by
      Jump(by) == n > 50 /\\ n' = n + by
      Count == n = 0 /\\ [][Jump(9) \\/ Up(2)]_n
      ====
      """;

  /** Everybody gets the same seat. */
  private static final String DESK =
      """
      ---- MODULE Desk ----
      EXTENDS Naturals, FiniteSets
      CONSTANTS People, Nobody
      VARIABLES seat, turn, thread
      vars == <<seat, turn, thread>>
      Seated == {p \\in People : seat[p].number # 0}
      Init ==
        /\\ seat = [p \\in People |-> [number |-> 0, of |-> Nobody]]
        /\\ turn = 0
        /\\ thread = [p \\in People |-> [at |-> "door"]]
      Sit(p) ==
        /\\ seat[p].number = 0
        /\\ seat' = [seat EXCEPT ![p] = [number |-> 1, of |-> p]]
        /\\ turn' = turn + 1
        /\\ thread' = [thread EXCEPT ![p].at = "desk"]
      Next == \\E p \\in People : Sit(p)
      Spec == Init /\\ [][Next]_vars

      Distinct ==
        \\A p, q \\in People :
          seat[p].number # 0 /\\ seat[p].number = seat[q].number => p = q
      Even == LET half == turn \\div 2 IN IF turn > 5 THEN TRUE ELSE turn = 2 * half
      SomebodyHasTwo == Seated # {} => \\E p \\in People : seat[p].of = p /\\ seat[p].number = 2
      Typed == seat \\in [People -> [number : 0..1, of : {Nobody}]]
      FewSit == Cardinality(Seated) <= 1
      Undefined == seat[17] = 1
      OneSeat == [][turn = 1 => \\A p \\in People : seat'[p].number # seat[p].number]_vars
      Moves == \\A p \\in People : seat[p].number = 0 ~> seat[p].number = 2
      Settles == <>[](turn = 2)
      Starts == [](turn < 5) /\\ turn = 0
      Below == INSTANCE Count WITH n <- turn
      Implements == Below!Count

      Holds(p) == IF thread[p].at = "desk" THEN {<<"desk">>} ELSE {}
      Wanted(p) == IF thread[p].at = "door" THEN {<<"desk">>} ELSE {}
      WaitsFor(p) == {q \\in People : Wanted(p) \\cap Holds(q) # {}}
      ====
      """;

  private SpecSession session;

  /** None sits, then p1, then both. */
  private int[] states;

  @BeforeAll
  void open(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("Count.tla"), COUNT);
    Path module = Files.writeString(directory.resolve("Desk.tla"), DESK);
    Path config =
        Files.writeString(
            directory.resolve("Desk.cfg"),
            "SPECIFICATION Spec\nCONSTANTS\nPeople = {p1, p2}\nNobody = Nobody\n");
    session = SpecSession.open(module, config, TlcJar.find());
    int first = session.unconstrainedInitialStates()[0];
    int second = session.unconstrainedSuccessors(first).get(0).target();
    int third = session.unconstrainedSuccessors(second).get(0).target();
    states = new int[] {first, second, third};
  }

  @AfterAll
  void close() {
    session.close();
  }

  private Witness witness(Verdict kind, String property, int last) {
    return session.witness(new Trace.Problem(kind, property), Arrays.copyOf(states, last + 1), -1);
  }

  private static List<String> texts(Witness witness) {
    return witness.faults().stream().map(WitnessOfSessionTest::text).toList();
  }

  private static String text(Fault fault) {
    return fault.bound()
        + " "
        + fault.formula()
        + ": "
        + fault.terms().stream().map(WitnessOfSessionTest::text).collect(Collectors.joining(", "));
  }

  private static String text(Term term) {
    return term.text()
        + " "
        + term.values().stream().map(Object::toString).collect(Collectors.joining(" -> "));
  }

  @Test
  void quantifierIsFalseForValuesAndImplicationForItsPremises() {
    assertThat(texts(witness(Verdict.INVARIANT, "Distinct", 2)))
        .containsExactly("{p=p2, q=p1} p2 = p1: seat[p2].number 1, seat[p1].number 1");
  }

  @Test
  void definitionsAndConditionsAreEntered() {
    assertThat(texts(witness(Verdict.INVARIANT, "Even", 1)))
        .containsExactly("{} turn = 2 * half: turn 1");
  }

  @Test
  void ofCandidatesTheNearestIsNamed() {
    Witness witness = witness(Verdict.INVARIANT, "SomebodyHasTwo", 1);
    assertThat(texts(witness)).hasSize(1);
    assertThat(witness.faults().get(0).bound()).hasToString("{p=" + seated() + "}");
    assertThat(witness.faults().get(0).formula()).isEqualTo("seat[" + seated() + "].number = 2");
    assertThat(witness.faults().get(0).wanted()).map(Object::toString).contains("2");
  }

  private String seated() {
    return session.evaluate(states[1], "Seated").elements().get(0).toString();
  }

  @Test
  void partThatIsOutsideOfItsTypeIsNamed() {
    assertThat(texts(witness(Verdict.INVARIANT, "Typed", 1)))
        .singleElement()
        .asString()
        .endsWith(": seat[" + seated() + "].of " + seated());
  }

  @Test
  void computedTermIsNamedByItsOperator() {
    assertThat(texts(witness(Verdict.INVARIANT, "FewSit", 2)))
        .containsExactly("{} Cardinality(Seated) <= 1: Seated {p1, p2}");
  }

  @Test
  void stepsShowValuesBeforeAndAfter() {
    assertThat(texts(witness(Verdict.ACTION_PROPERTY, "OneSeat", 2)))
        .singleElement()
        .asString()
        .isEqualTo(
            "{p=%s} seat'[%s].number # seat[%s].number: turn 1 -> 2, seat[%s].number 1"
                .replace("%s", seated()));
  }

  @Test
  void stepsThatImplementNoneNameTheNearestAction() {
    Witness witness = witness(Verdict.ACTION_PROPERTY, "Implements", 1);
    assertThat(witness.refinement()).isPresent();
    assertThat(witness.refinement().get().module()).isEqualTo("Count");
    assertThat(witness.refinement().get().nearest()).contains("Up(2)");
    assertThat(witness.refinement().get().changes())
        .extracting(WitnessOfSessionTest::text)
        .containsExactly("n 0 -> 1");
    assertThat(witness(Verdict.ACTION_PROPERTY, "OneSeat", 2).refinement()).isEmpty();
  }

  @Test
  void missingEventOfLoopIsNamed() {
    Witness witness = session.witness(new Trace.Problem(Verdict.LIVENESS, "Moves"), states, 2);
    assertThat(texts(witness)).contains("{p=p1} seat[p1].number = 2: seat[p1].number 1").hasSize(2);
  }

  @Test
  void temporalPropertiesAreEvaluatedOnALasso() {
    assertThat(session.isViolated("Moves", states, 2)).isTrue();
    assertThat(session.isViolated("Settles", states, 2)).isFalse();
    assertThat(session.isViolated("Settles", states, 0)).isTrue();
    assertThat(session.isViolated("Starts", states, 1)).isFalse();
  }

  @Test
  void formulaWithoutValueIsNotExplained() {
    assertThat(witness(Verdict.INVARIANT, "NoSuchProperty", 1).faults()).isEmpty();
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> session.isViolated("Undefined", states, 2));
  }

  @Test
  void waitsAreTakenFromSpecification() {
    Witness witness = witness(Verdict.DEADLOCK, null, 2);
    assertThat(witness.faults()).isEmpty();
    assertThat(witness.locks()).hasSize(3);
    assertThat(IntStream.range(0, 3).mapToObj(i -> witness.locks().get(i).waits().size()))
        .containsExactly(0, 1, 0);
    assertThat(witness.locks().get(1).waits().get(0).what()).hasToString("<<\"desk\">>");
    assertThat(witness.locks().get(2).holds()).hasSize(2).allMatch(Witness.Hold::toWrite);
  }
}
