package org.vlsverify.linearizability.mutation;

import com.github.javaparser.ast.body.MethodDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.mutation.Operators.Operator;
import org.vlsverify.linearizability.mutation.Source.Edit;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.ProjectRoot;

/** Generates all mistakes of a design: each operator at each place. */
public final class MutationGenerator {
  /** What observes is not changed, and padding has no behaviour. */
  private static final Set<String> LEFT_OUT =
      Set.of("package-info", "Snapshots", "Padding", "Waiting");

  /** With one lock for everything, how often something is read makes no difference. */
  private static final Set<String> ABOUT_READS = Set.of("read-once", "read-twice");

  private static final Path INTERFACE =
      ProjectRoot.path().resolve("impl/src/main/java/org/vlsverify/sessions/SharedSessions.java");

  private final Design design;
  private final List<Mutation> mutations = new ArrayList<>();
  private final Set<String> texts = new HashSet<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private MutationGenerator(Design design) {
    this.design = design;
  }

  /**
   * All mistakes. Those that do not compile, or compile to the same code, are among them.
   *
   * @param design not null
   * @return by operator, and then in the order of the sources
   */
  public static List<Mutation> all(Design design) {
    MutationGenerator generator = new MutationGenerator(design);
    List<Source> sources = generator.sources();
    Source composed = read(INTERFACE);
    for (Operator operator : Operators.all()) {
      if (design == Design.GLOBAL_LOCK && ABOUT_READS.contains(operator.name())) {
        continue;
      }
      sources.forEach(source -> generator.search(operator, source));
      if (design == Design.DEFAULT) {
        generator.searchComposed(operator, composed);
      }
    }
    return List.copyOf(generator.mutations);
  }

  /**
   * The mistakes in the order of a sample: operators take turns, so that a sample has each kind.
   *
   * @param mutations as from {@link #all}
   * @param seed decides the order
   * @return the same, in another order
   */
  public static List<Mutation> inOrderOfSample(List<Mutation> mutations, long seed) {
    Map<String, List<Mutation>> byOperator = new LinkedHashMap<>();
    for (Mutation mutation : mutations) {
      byOperator.computeIfAbsent(mutation.operator(), name -> new ArrayList<>()).add(mutation);
    }
    Random random = new Random(seed);
    byOperator.values().forEach(same -> Collections.shuffle(same, random));
    List<Mutation> order = new ArrayList<>();
    for (int round = 0; order.size() < mutations.size(); round++) {
      for (List<Mutation> same : byOperator.values()) {
        if (round < same.size()) {
          order.add(same.get(round));
        }
      }
    }
    return order;
  }

  private List<Source> sources() {
    try (Stream<Path> files = Files.list(MutatedImplementation.sources(design))) {
      return files
          .sorted()
          .map(MutationGenerator::read)
          .filter(source -> !LEFT_OUT.contains(source.name()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The sources of the implementation cannot be read.", e);
    }
  }

  private static Source read(Path file) {
    try {
      return new Source(file.getFileName().toString().replace(".java", ""), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void search(Operator operator, Source source) {
    for (MethodDeclaration method : source.methods()) {
      if (!method.getNameAsString().equals("snapshot")) {
        operator
            .search()
            .in(
                method,
                source,
                (line, what, edits) ->
                    add(operator, source.name(), method, line, what, source.with(edits)));
      }
    }
  }

  /** The composed operations are methods of the interface: the design gets a changed copy. */
  private void searchComposed(Operator operator, Source composed) {
    Source owner =
        read(
            MutatedImplementation.sources(design)
                .resolve(MutatedImplementation.original(design).getSimpleName() + ".java"));
    MethodDeclaration last = owner.methods().get(owner.methods().size() - 1);
    for (MethodDeclaration method : composed.methods()) {
      operator
          .search()
          .in(
              method,
              composed,
              (line, what, edits) -> {
                String changed = changed(composed, method, edits);
                Edit added =
                    owner.after(last, "\n  @Override public " + changed.replace("default ", ""));
                add(
                    operator,
                    owner.name(),
                    method,
                    line,
                    what + " (" + composed.name() + ")",
                    owner.with(List.of(added)));
              });
    }
  }

  /** The text of one method, changed, without its comment. */
  private static String changed(Source source, MethodDeclaration method, List<Edit> edits) {
    int begin = source.begin(method);
    int tail = source.with(List.of()).length() - source.end(method);
    String text = source.with(edits);
    return text.substring(begin, text.length() - tail);
  }

  private void add(
      Operator operator,
      String file,
      MethodDeclaration method,
      int line,
      String what,
      String text) {
    if (!texts.add(file + text)) {
      return;
    }
    String place =
        "%s-%s-%s".formatted(hyphens(file), hyphens(method.getNameAsString()), operator.name());
    int number = numbers.merge(place, 1, Integer::sum);
    mutations.add(
        new Mutation(
            "%s-%d".formatted(place, number),
            design,
            operator.name(),
            file,
            method.getNameAsString(),
            line,
            what,
            text));
  }

  private static String hyphens(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
