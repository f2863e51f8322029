package org.vlsverify.linearizability.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MutationReportTest {

  @Test
  void documentIsThatOfTheResults() throws IOException {
    assertThat(MutationReport.document())
        .as("%s; 'vls mutate --write' writes it", MutationReport.DOCUMENT)
        .isEqualTo(Files.readString(MutationReport.DOCUMENT));
  }

  /** A mutant that a check has found is neither equivalent nor a gap. */
  @Test
  void reasonsAreForMutantsThatAreNotFound() {
    Set<String> notFound =
        MutationResults.load().results().stream()
            .filter(result -> result.foundBy() == null)
            .map(result -> result.design() + "/" + result.id())
            .collect(Collectors.toSet());

    assertThat(MutationResults.equivalent())
        .allSatisfy(
            same -> {
              assertThat(notFound).contains(same.design() + "/" + same.id());
              assertThat(same.reason()).isNotBlank();
            });
    assertThat(MutationResults.gaps())
        .allSatisfy(
            gap -> {
              assertThat(notFound).contains(gap.design() + "/" + gap.id());
              assertThat(gap.reason()).isNotBlank();
              assertThat(gap.needed()).isNotBlank();
            });
  }

  /** Each one that is not found has a reason, and only one. */
  @Test
  void eachMutantThatIsNotFoundIsExplained() {
    assertThat(MutationResults.load().results())
        .filteredOn(result -> result.foundBy() == null)
        .allSatisfy(
            result ->
                assertThat(MutationResults.isEquivalent(result))
                    .as("%s of %s is equivalent, or else a known gap", result.id(), result.design())
                    .isNotEqualTo(MutationResults.isKnownGap(result)));
  }
}
