package org.vlsverify.spec.session.bridge.tlc;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.vlsverify.spec.session.SpecException;
import org.vlsverify.spec.session.StateQuery;
import org.vlsverify.spec.session.bridge.SpecBridge;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Witness;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.util.FP64;
import tlc2.util.Vect;
import tlc2.value.IValue;
import tlc2.value.impl.OpValue;
import tlc2.value.impl.Value;
import util.ToolIO;
import util.UniqueString;

/** A specification loaded by TLC's own evaluator, which keeps it in static fields. */
public final class InProcessSpec implements SpecBridge {
  private final FastTool tool;
  private final ModuleNode root;
  private final Values values = new Values();
  private final UniqueString[] variables;
  private final Action[] actions;
  private final List<Operation> operations = new ArrayList<>();

  /** TLC's action index to the index of the operation; two actions can be one operation. */
  private final int[] operationOf;

  private final ValueTable[] valueTables;
  private final StateTable states;
  private long generated;

  private int loadedNumber = -1;
  private TLCState loaded;

  /**
   * Loads a specification.
   *
   * @param module the file of the root module
   * @param config the configuration file
   * @param unpacked an empty directory for standard modules
   * @throws SpecException with the messages of the TLA+ tools if it cannot be parsed
   */
  public InProcessSpec(Path module, Path config, Path unpacked) {
    FP64.Init(0);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ToolIO.out = new PrintStream(said, true, StandardCharsets.UTF_8);
    ToolIO.err = ToolIO.out;
    Path directory = module.toAbsolutePath().getParent();
    try {
      tool =
          new FastTool(
              directory.toString(),
              module.getFileName().toString().replaceFirst("\\.tla$", ""),
              config.toAbsolutePath().toString().replaceFirst("\\.cfg$", ""),
              new SpecFiles(directory, unpacked));
    } catch (RuntimeException | Error e) {
      throw failure(said.toString(StandardCharsets.UTF_8) + "\n" + e.getMessage(), e);
    }
    // Not every version of the tool gives access to its root module.
    root = tool.getSpecProcessor().getRootModule();
    variables =
        Arrays.stream(root.getVariableDecls())
            .sorted(inOrderOfDeclaration(tool.getRootName()))
            .map(OpDeclNode::getName)
            .toArray(UniqueString[]::new);
    actions = tool.getActions();
    operationOf = nameOperations();
    valueTables = new ValueTable[variables.length];
    Arrays.setAll(valueTables, i -> new ValueTable(values));
    states = new StateTable(variables.length);
  }

  /** TLC has them in the order of a hash table. Those of extended modules come first. */
  private static Comparator<OpDeclNode> inOrderOfDeclaration(String root) {
    return Comparator.comparing(
            (OpDeclNode variable) -> variable.getLocation().source().equals(root))
        .thenComparing(variable -> variable.getLocation().source())
        .thenComparing(variable -> variable.getLocation().beginLine())
        .thenComparing(variable -> variable.getLocation().beginColumn());
  }

  private int[] nameOperations() {
    OperationNames naming = new OperationNames(values);
    Map<Operation, Integer> indices = new HashMap<>();
    int[] result = new int[actions.length];
    for (int i = 0; i < actions.length; i++) {
      Operation operation = naming.operation(actions[i]);
      Integer index = indices.putIfAbsent(operation, operations.size());
      if (index == null) {
        operations.add(operation);
      }
      result[i] = index == null ? operations.size() - 1 : index;
    }
    return result;
  }

  @Override
  public List<String> variables() {
    return Arrays.stream(variables).map(UniqueString::toString).toList();
  }

  @Override
  public List<Operation> operations() {
    return Collections.unmodifiableList(operations);
  }

  @Override
  public int[] initialStates(boolean withinConstraints) {
    return guarded(
        () -> {
          StateVec found = tool.getInitStates();
          int[] numbers = new int[found.size()];
          int count = 0;
          for (int i = 0; i < found.size(); i++) {
            TLCState state = complete(found.elementAt(i));
            generated++;
            if (!withinConstraints || tool.isInModel(state)) {
              numbers[count++] = number(state, null, 0);
            }
          }
          return Arrays.stream(numbers, 0, count).distinct().toArray();
        });
  }

  @Override
  public long[] successors(int state, boolean withinConstraints) {
    return guarded(
        () -> {
          TLCState source = load(state);
          long[] steps = new long[16];
          int count = 0;
          for (int i = 0; i < actions.length; i++) {
            StateVec found = tool.getNextStates(actions[i], source);
            for (int j = 0; j < found.size(); j++) {
              TLCState target = complete(found.elementAt(j));
              generated++;
              if (!withinConstraints
                  || tool.isInModel(target) && tool.isInActions(source, target)) {
                if (count == steps.length) {
                  steps = Arrays.copyOf(steps, 2 * count);
                }
                steps[count++] = SpecBridge.step(operationOf[i], number(target, source, state));
              }
            }
          }
          return distinct(steps, count);
        });
  }

  private static long[] distinct(long[] steps, int count) {
    Arrays.sort(steps, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || steps[i] != steps[i - 1]) {
        steps[kept++] = steps[i];
      }
    }
    return Arrays.copyOf(steps, kept);
  }

  private TLCState complete(TLCState state) {
    if (!tool.isGoodState(state)) {
      throw new SpecException("a step leaves variables without a value: " + state.getUnassigned());
    }
    return state;
  }

  /** An unchanged variable still has its source's object, which saves the fingerprint. */
  private int number(TLCState state, TLCState source, int sourceNumber) {
    int[] row = new int[variables.length];
    for (int i = 0; i < row.length; i++) {
      IValue value = state.lookup(variables[i]);
      row[i] =
          source != null && value == source.lookup(variables[i])
              ? states.value(sourceNumber, i)
              : valueTables[i].number((Value) value);
    }
    return states.number(row);
  }

  private TLCState load(int number) {
    if (number != loadedNumber) {
      if (number < 0 || number >= states.size()) {
        throw new IllegalArgumentException("no such state: " + number);
      }
      TLCState state = TLCState.Empty.createEmpty();
      for (int i = 0; i < variables.length; i++) {
        state.bind(variables[i], valueTables[i].original(states.value(number, i)));
      }
      loaded = state;
      loadedNumber = number;
    }
    return loaded;
  }

  @Override
  public long generated() {
    return generated;
  }

  @Override
  public int states() {
    return states.size();
  }

  @Override
  public TlaValue value(int state, int variable) {
    return guarded(() -> valueTables[variable].decoded(states.value(state, variable)));
  }

  @Override
  public int find(List<TlaValue> sought) {
    return guarded(
        () -> {
          int[] row = new int[variables.length];
          for (int i = 0; i < row.length; i++) {
            row[i] = valueTables[i].find(values.encode(sought.get(i)));
            if (row[i] < 0) {
              return -1;
            }
          }
          return states.find(row);
        });
  }

  @Override
  public boolean defines(String operator) {
    return symbol(operator) != null;
  }

  private SymbolNode symbol(String name) {
    OpDefNode definition = root.getOpDef(name);
    if (definition != null) {
      return definition;
    }
    for (OpDeclNode constant : root.getConstantDecls()) {
      if (constant.getName().equals(name)) {
        return constant;
      }
    }
    return null;
  }

  @Override
  public StateQuery query(String operator, List<TlaValue> arguments) {
    SymbolNode symbol = symbol(operator);
    if (symbol == null) {
      throw new SpecException("the specification does not define " + operator);
    }
    Object meaning = tool.lookup(symbol);
    if (meaning instanceof OpDefNode definition) {
      FormalParamNode[] parameters = definition.getParams();
      checkArity(operator, parameters.length, arguments.size());
      Context context = Context.Empty;
      for (int i = 0; i < parameters.length; i++) {
        context = context.cons(parameters[i], values.encode(arguments.get(i)));
      }
      return evaluation(definition.getBody(), context);
    }
    if (!(meaning instanceof IValue value) || meaning instanceof OpValue) {
      throw new SpecException(operator + " is not defined in TLA+ but in Java");
    }
    checkArity(operator, 0, arguments.size());
    TlaValue constant = guarded(() -> values.decode(value));
    return state -> constant;
  }

  private StateQuery evaluation(SemanticNode body, Context context) {
    return state -> {
      try {
        return values.decode(tool.eval(body, context, load(state)));
      } catch (RuntimeException | Error e) {
        throw failure(e.getMessage(), e);
      }
    };
  }

  private static void checkArity(String operator, int parameters, int arguments) {
    if (parameters != arguments) {
      throw new IllegalArgumentException(
          operator + " has " + parameters + " parameters, not " + arguments);
    }
  }

  @Override
  public List<String> properties() {
    Vect<?> names = tool.getModelConfig().getProperties();
    return IntStream.range(0, names.size()).mapToObj(i -> names.elementAt(i).toString()).toList();
  }

  @Override
  public Witness witness(String property, Verdict kind, int[] numbers, int loop) {
    Formulas formulas = formulas(numbers, loop);
    return property(property)
        .map(
            formula ->
                new Evidence(formulas, values, kind == Verdict.ACTION_PROPERTY)
                    .of(formula, kind == Verdict.INVARIANT))
        .orElse(Witness.NONE);
  }

  @Override
  public boolean isViolated(String property, int[] numbers, int loop) {
    return guarded(
        () ->
            property(property)
                .filter(formula -> !formulas(numbers, loop).holds(formula, 0))
                .isPresent());
  }

  private Formulas formulas(int[] numbers, int loop) {
    return new Formulas(
        tool, new Behaviour(Arrays.stream(numbers).mapToObj(this::load).toList(), loop));
  }

  private Optional<Expression> property(String name) {
    SymbolNode symbol = symbol(name);
    return symbol != null && tool.lookup(symbol) instanceof OpDefNode definition
        ? Optional.of(new Expression(definition.getBody(), Context.Empty))
        : Optional.empty();
  }

  private static <T> T guarded(Supplier<T> evaluation) {
    try {
      return evaluation.get();
    } catch (RuntimeException | Error e) {
      throw failure(e.getMessage(), e);
    }
  }

  /** TLC throws exceptions and errors of many types for errors in a specification. */
  private static RuntimeException failure(String message, Throwable thrown) {
    if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
      throw fatal;
    }
    if (thrown instanceof IllegalArgumentException argument) {
      return argument;
    }
    return thrown instanceof SpecException known ? known : new SpecException(message, thrown);
  }
}
