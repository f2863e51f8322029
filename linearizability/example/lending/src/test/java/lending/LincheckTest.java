package lending;

import org.jetbrains.lincheck.datastructures.*;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.lincheck.TlaSequential;
import org.vlsverify.linearizability.lincheck.TlaSteps;
import org.vlsverify.spec.model.ModelCatalog;

@Param(name = "index", gen = IntGen.class, conf = "0:1")
public class LincheckTest {
  private final Library library = new Library(2);

  @Operation
  public boolean borrow(@Param(name = "index") int reader, @Param(name = "index") int book) {
    return library.borrow(reader, book);
  }

  @Operation
  public boolean giveBack(@Param(name = "index") int reader, @Param(name = "index") int book) {
    return library.giveBack(reader, book);
  }

  public static class Spec extends TlaSequential {
    private static final TlaSteps STEPS =
        TlaSteps.of(ModelCatalog.load(SpecTest.MANIFEST).model("Lending"));

    @Override
    protected TlaSteps steps() {
      return STEPS;
    }

    public boolean borrow(int reader, int book) {
      return isTaken("Borrow", reader, book);
    }

    public boolean giveBack(int reader, int book) {
      return isTaken("Return", reader, book);
    }
  }

  @Test
  void threadsGetTheAnswersOfTheSpec() {
    new ModelCheckingOptions()
        .iterations(10)
        .invocationsPerIteration(100)
        .threads(2)
        .actorsPerThread(2)
        .sequentialSpecification(Spec.class)
        .check(LincheckTest.class);
  }
}
