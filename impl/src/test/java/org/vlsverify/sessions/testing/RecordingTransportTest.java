package org.vlsverify.sessions.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.vlsverify.sessions.testing.RecordingTransport.Attachment;
import org.vlsverify.sessions.testing.RecordingTransport.OwnerChange;

class RecordingTransportTest {
  private final RecordingTransport transport = new RecordingTransport(Set.of(0));

  @Test
  void sessionIsOpenUntilDisconnected() {
    assertThat(transport.open(0, 7)).isTrue();
    assertThat(transport.open(1, 7)).isFalse();
    assertThat(transport.sessions()).containsExactly(7);

    transport.disconnect(1, 7);

    assertThat(transport.sessions()).isEmpty();
    assertThat(transport.mistakes()).isEmpty();
  }

  @Test
  void disconnectOfUnopenedSessionIsAMistake() {
    transport.disconnect(1, 7);

    assertThat(transport.mistakes())
        .containsExactly("worker 1 disconnected session 7, which nobody had open");
  }

  @Test
  void onlyListenableSessionsAttach() {
    assertThat(transport.attach(2, 0)).isTrue();
    assertThat(transport.attach(2, 1)).isFalse();
    assertThat(transport.attachments()).containsExactly(new Attachment(2, 0));

    transport.detach(2, 0);

    assertThat(transport.attachments()).isEmpty();
  }

  @Test
  void attachAndDetachAlternate() {
    transport.open(2, 0);
    transport.detach(2, 0);
    assertThat(transport.mistakes())
        .containsExactly("worker 2 to session 0: detached, but was not attached");
    transport.forget();

    transport.attach(2, 0);
    assertThat(transport.mistakes()).isEmpty();
    transport.attach(2, 0);
    assertThat(transport.mistakes())
        .containsExactly("worker 2 to session 0: asked to attach, but is attached");
  }

  @Test
  void nobodyIsAttachedAtTheDisconnect() {
    transport.open(2, 0);
    transport.attach(2, 0);

    transport.disconnect(1, 0);

    assertThat(transport.attachments()).isEmpty();
    assertThat(transport.mistakes())
        .containsExactly("worker 1 disconnected session 0 while worker 2 was attached");
  }

  @Test
  void callsAboutASessionNeedItToBeOpen() {
    transport.attach(2, 0);
    transport.detach(2, 0);
    transport.ownerChanged(0, 1, 2);

    assertThat(transport.mistakes())
        .containsExactly(
            "worker 2 to session 0: asked to attach: session 0 is not open",
            "worker 2 to session 0: detached: session 0 is not open",
            "worker 2 owns session 0 after worker 1: session 0 is not open");
  }

  @Test
  void ownersFollowEachOther() {
    transport.open(0, 0);
    transport.ownerChanged(0, 0, 1);
    transport.ownerChanged(0, 1, 2);
    transport.disconnect(2, 0);
    transport.open(0, 0);
    transport.ownerChanged(0, 0, 1);
    assertThat(transport.mistakes()).isEmpty();

    transport.ownerChanged(0, 2, 0);
    transport.ownerChanged(0, 0, 0);

    assertThat(transport.mistakes())
        .containsExactly(
            "worker 0 owns session 0 after worker 2: the last one notified was worker 1",
            "worker 0 owns session 0 after worker 0: the same worker");
  }

  @Test
  void eachThreadGetsItsOwnAnswer() {
    transport.answer(false);

    boolean attachedElsewhere =
        CompletableFuture.supplyAsync(
                () -> transport.attach(1, 0), task -> new Thread(task).start())
            .join();

    assertThat(attachedElsewhere).isTrue();
    assertThat(transport.attach(0, 0)).isFalse();
    assertThat(transport.attachments()).containsExactly(new Attachment(1, 0));
  }

  @Test
  void ownerChangesAreKeptInOrderUntilForgotten() {
    transport.ownerChanged(0, 1, 2);
    transport.ownerChanged(0, 2, 1);
    transport.disconnect(0, 0);

    assertThat(transport.ownerChanges())
        .containsExactly(new OwnerChange(0, 1, 2), new OwnerChange(0, 2, 1));

    transport.forget();

    assertThat(transport.ownerChanges()).isEmpty();
    assertThat(transport.mistakes()).isEmpty();
  }

  @Test
  void viewHoldsWhatWasRecorded() {
    transport.open(2, 0);
    transport.attach(2, 0);
    transport.ownerChanged(0, 1, 2);
    transport.disconnect(1, 7);

    assertThat(transport.view())
        .isEqualTo(
            new VppView(
                transport.sessions(),
                transport.attachments(),
                transport.ownerChanges(),
                transport.mistakes()));
    assertThat(transport.view().mistakes()).hasSize(1);
  }

  @Test
  void attachmentsAndOwnerChangesPrintInWords() {
    assertThat(new OwnerChange(0, 1, 2)).hasToString("worker 2 owns session 0 after worker 1");
    assertThat(new Attachment(2, 0)).hasToString("worker 2 to session 0");
  }
}
