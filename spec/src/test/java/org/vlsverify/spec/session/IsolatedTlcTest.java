package org.vlsverify.spec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.session.bridge.SpecBridge;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.TlcJar;

/** A class loader with TLC is used for one specification after the other. */
class IsolatedTlcTest {
  @TempDir Path unpacked;

  private SpecBridge load(IsolatedTlc tlc, String name) {
    Model model = Fixtures.model(name);
    return tlc.load(model.module().toAbsolutePath(), model.config().toAbsolutePath(), unpacked);
  }

  private static String firstState(SpecBridge specification) {
    int initial = specification.initialStates(true)[0];
    StringBuilder state = new StringBuilder();
    for (int i = 0; i < specification.variables().size(); i++) {
      TlaValue value = specification.value(initial, i);
      state.append(specification.variables().get(i)).append('=').append(value).append(' ');
    }
    return state.toString();
  }

  @Test
  void releasedOneIsAsNew() {
    IsolatedTlc tlc = IsolatedTlc.of(TlcJar.find());
    String first = firstState(load(tlc, "LendingOk"));
    tlc.release();
    IsolatedTlc again = IsolatedTlc.of(TlcJar.find());
    assertThat(again).isSameAs(tlc);
    firstState(load(again, "Values"));
    again.release();
    IsolatedTlc last = IsolatedTlc.of(TlcJar.find());
    assertThat(firstState(load(last, "LendingOk"))).isEqualTo(first);
    last.release();
  }

  /** The negative control: without it the two specifications mix. */
  @Test
  void oneInUseTakesNoOther() {
    IsolatedTlc tlc = IsolatedTlc.of(TlcJar.find());
    String right = firstState(load(tlc, "LendingOk"));
    String mixed;
    try {
      load(tlc, "Values");
      mixed = firstState(load(tlc, "LendingOk"));
    } catch (RuntimeException e) {
      mixed = e.toString();
    } finally {
      tlc.release();
    }
    assertThat(mixed).isNotEqualTo(right);
  }

  @Test
  void closedSessionIsNotUsed() {
    SpecSession session = SpecSession.open(Fixtures.model("LendingOk"));
    StateQuery query = session.query("Readers");
    int initial = session.initialStates()[0];
    session.close();
    session.close();
    assertThatIllegalStateException().isThrownBy(session::initialStates);
    assertThatIllegalStateException().isThrownBy(() -> query.evaluate(initial));
  }
}
