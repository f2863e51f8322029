package org.vlsverify.linearizability.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vlsverify.linearizability.stepping.EdgeCover;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;

/** The edge covers of a design: the models are the data of the checks of the design itself. */
final class EdgeCovers {
  private static final Path DATA =
      ProjectRoot.path().resolve("linearizability/src/test/resources/stepping/edge-cover.json");

  private static final Map<String, EdgeCover<?, ?>> KNOWN = new ConcurrentHashMap<>();

  private EdgeCovers() {}

  /** Those of one budget, in the order of the data; explored once. */
  static List<EdgeCover<?, ?>> ofBudget(Design design, Budget budget) {
    List<EdgeCover<?, ?>> covers = new ArrayList<>();
    try {
      for (JsonNode row : new ObjectMapper().readTree(DATA.toFile())) {
        Model model = ModelCatalog.load().model(row.get("model").asText());
        if (Budget.parse(row.get("budget").asText()) == budget
            && EdgeCover.designOf(model) == design) {
          covers.add(KNOWN.computeIfAbsent(model.name(), name -> EdgeCover.of(model)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return covers;
  }
}
