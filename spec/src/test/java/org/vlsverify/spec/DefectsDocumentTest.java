package org.vlsverify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.verdict.Edge;

/** The document of defects is the one that the checked data give, and leaves no defect out. */
class DefectsDocumentTest {
  /** Not a defect, but the sum of those that the source has. */
  private static final String ALL = "as-committed";

  private final ModelCatalog catalog = ModelCatalog.load();

  @Test
  void isUpToDate() throws IOException {
    String document = DefectsDocument.load().markdown(catalog);
    if (Boolean.getBoolean(StoredTrace.UPDATE)) {
      Files.writeString(DefectsDocument.FILE, document);
    }
    assertThat(Files.readString(DefectsDocument.FILE))
        .as(
            "spec/defects.md, which mvn -pl spec test -Dtest=DefectsDocumentTest -D%s=true writes",
            StoredTrace.UPDATE)
        .isEqualTo(document);
  }

  @Test
  void hasEachDefectOfTheLockLevel() throws IOException {
    List<Model> seeded =
        catalog.models().stream()
            .filter(model -> model.edge() == Edge.LEFT && model.expected().verdict().isViolation())
            .filter(model -> !ALL.equals(model.seededDefect()))
            .toList();
    DefectsDocument document = DefectsDocument.load();
    assertThat(document.defects().stream().flatMap(defect -> defect.models().stream()))
        .as("the models of the defects in defects.json")
        .containsExactlyInAnyOrderElementsOf(seeded.stream().map(Model::name).toList());
    for (DefectsDocument.Defect defect : document.defects()) {
      Set<String> switched =
          defect.models().stream()
              .map(name -> catalog.model(name).seededDefect())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(switched).as("the defect of the models of %s", defect.id()).contains(defect.id());
    }
  }

  @Test
  void hasEachMeasureThatIsRedundant() throws IOException {
    List<String> without =
        catalog.models().stream()
            .filter(
                model -> model.seededDefect() != null && model.expected().verdict() == Verdict.OK)
            .map(Model::name)
            .toList();
    assertThat(DefectsDocument.load().redundant().stream().map(DefectsDocument.Redundant::model))
        .as("the models of redundant measures in defects.json")
        .containsExactlyInAnyOrderElementsOf(without);
  }
}
