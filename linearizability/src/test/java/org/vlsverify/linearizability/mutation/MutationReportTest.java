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

  /** A mutant that a check has found is not equivalent. */
  @Test
  void equivalentMutantsAreNotFound() {
    Set<String> notFound =
        MutationReport.results().stream()
            .filter(result -> result.foundBy() == null)
            .map(result -> result.design() + "/" + result.id())
            .collect(Collectors.toSet());

    assertThat(MutationReport.equivalent())
        .allSatisfy(
            same -> {
              assertThat(notFound).contains(same.design() + "/" + same.id());
              assertThat(same.reason()).isNotBlank();
            });
  }
}
