package org.vlsverify.spec.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.vlsverify.spec.module.TlcConfig;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.tlc.Verdict;

/**
 * A model declared in Java, without a manifest and without a configuration file:
 *
 * <pre>{@code
 * Model twoReaders =
 *     DeclaredModel.of(Path.of("src/test/tla/Lending.tla"), "TwoReaders")
 *         .constant("Readers", "{0, 1}")
 *         .constant("Books", "{0}")
 *         .invariants("OneLoan")
 *         .states(5)
 *         .depth(3)
 *         .model();
 * }</pre>
 *
 * <p>By default the formula is {@code Spec}, deadlocks are not checked, and TLC must find nothing.
 * Numbers that are not declared are not compared. Not safe for use by several threads.
 */
public final class DeclaredModel {
  private final Path module;
  private final String name;
  private String what;
  private final Map<String, String> constants = new LinkedHashMap<>();
  private TlcConfig config =
      new TlcConfig(Map.of(), Map.of())
          .with(TlcConfig.SPECIFICATION, List.of("Spec"))
          .with(TlcConfig.CHECK_DEADLOCK, List.of("FALSE"));
  private Verdict verdict = Verdict.OK;
  private String property;
  private Long states;
  private Long generated;
  private Integer depth;
  private Integer traceLength;

  private DeclaredModel(Path module, String name) {
    this.module = Objects.requireNonNull(module);
    this.name = Objects.requireNonNull(name);
    this.what = "declared in Java";
  }

  /**
   * @param module the file of the root module, from the working directory; the modules that it
   *     extends are beside it; not null
   * @param name of the model, of letters, digits and {@code _.-}; a configuration of this name is
   *     written to {@code target/models}; not null
   * @return a new one
   * @throws BadInputException if the name has other characters
   */
  public static DeclaredModel of(Path module, String name) {
    if (!name.matches("[\\w.-]+")) {
      throw new BadInputException(
          "\"%s\" cannot be the name of a model: only letters, digits and _.- can."
              .formatted(name));
    }
    return new DeclaredModel(module, name);
  }

  /**
   * @param purpose a sentence without its full stop, not null
   * @return this
   */
  public DeclaredModel what(String purpose) {
    what = Objects.requireNonNull(purpose);
    return this;
  }

  /**
   * @param formula the name of the checked formula, not null
   * @return this
   */
  public DeclaredModel specification(String formula) {
    config = config.with(TlcConfig.SPECIFICATION, List.of(formula));
    return this;
  }

  /**
   * @param constant its name, not null
   * @param value as TLC reads it, such as {@code {r1, r2}}, not null
   * @return this
   */
  public DeclaredModel constant(String constant, String value) {
    constants.put(constant, "= " + value);
    return this;
  }

  /**
   * @param right an operator or a constant, not null
   * @param wrong the operator that replaces it, not null
   * @return this
   */
  public DeclaredModel replace(String right, String wrong) {
    constants.put(right, TlcConfig.REPLACED_BY + wrong);
    return this;
  }

  /**
   * @param names of state predicates to check
   * @return this
   */
  public DeclaredModel invariants(String... names) {
    config = config.with(TlcConfig.INVARIANTS, List.of(names));
    return this;
  }

  /**
   * @param names of properties of steps and of liveness to check
   * @return this
   */
  public DeclaredModel properties(String... names) {
    config = config.with(TlcConfig.PROPERTIES, List.of(names));
    return this;
  }

  /**
   * @param predicate the constraint on states, not null
   * @return this
   */
  public DeclaredModel constraint(String predicate) {
    config = config.with(TlcConfig.CONSTRAINT, List.of(predicate));
    return this;
  }

  /**
   * @return this, with a check for deadlocks
   */
  public DeclaredModel deadlocks() {
    config = config.with(TlcConfig.CHECK_DEADLOCK, List.of("TRUE"));
    return this;
  }

  /**
   * @param expected a verdict of TLC, such as {@link Verdict#DEADLOCK}, not null
   * @return this
   */
  public DeclaredModel expect(Verdict expected) {
    return violates(expected, null);
  }

  /**
   * @param kind the kind of the violation, not null
   * @param violated the name of the violated property; null if it has none
   * @return this
   * @throws BadInputException if this kind of violation needs a name, or has none
   */
  public DeclaredModel violates(Verdict kind, String violated) {
    if (!kind.isOfTlc() || kind.namesProperty() != (violated != null)) {
      throw new BadInputException(
          "Model %s: the verdict %s %s."
              .formatted(
                  name,
                  kind,
                  !kind.isOfTlc()
                      ? "is none of TLC"
                      : kind.namesProperty() ? "needs the name of a property" : "has no property"));
    }
    verdict = kind;
    property = violated;
    return this;
  }

  /**
   * @param distinct the expected number of distinct states
   * @return this
   */
  public DeclaredModel states(long distinct) {
    states = distinct;
    return this;
  }

  /**
   * @param all the expected number of states generated, duplicates included
   * @return this
   */
  public DeclaredModel generated(long all) {
    generated = all;
    return this;
  }

  /**
   * @param levels the expected depth of the state graph
   * @return this
   */
  public DeclaredModel depth(int levels) {
    depth = levels;
    return this;
  }

  /**
   * @param length the expected number of states in the counterexample
   * @return this
   */
  public DeclaredModel length(int length) {
    traceLength = length;
    return this;
  }

  /**
   * @return the model as declared so far
   */
  public Model model() {
    Path file = ProjectRoot.ofResults().resolve(Path.of("target", "models")).resolve(name + ".cfg");
    String text = "\\* " + what + ".\n\\* Declared in Java; do not edit.\n";
    return new Model(
        name,
        what,
        module.getFileName().toString().replaceFirst("\\.tla$", ""),
        module.toAbsolutePath(),
        file,
        text + config.withConstants(constants).text(),
        Budget.QUICK,
        null,
        false,
        1,
        null,
        new Model.Expectation(verdict, property, states, generated, depth, traceLength));
  }
}
