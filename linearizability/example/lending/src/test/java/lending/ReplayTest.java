package lending;

import org.junit.jupiter.api.Test;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.replay.GraphReplay;

class ReplayTest {
  @Test
  void everyStepIsOneOfTheSpec() {
    var model = ModelCatalog.load(SpecTest.MANIFEST).model("Lending");
    GraphReplay.of(model, initial -> new Library(2))
        .action("Borrow", (library, op) -> library.borrow(op.number("r"), op.number("b")))
        .action("Return", (library, op) -> library.giveBack(op.number("r"), op.number("b")))
        .observe("holder", Library::holders)
        .run();
  }
}
