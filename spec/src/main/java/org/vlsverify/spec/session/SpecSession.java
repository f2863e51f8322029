package org.vlsverify.spec.session;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.session.bridge.SpecBridge;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.TemporaryDirectory;
import org.vlsverify.spec.tlc.TlcJar;
import org.vlsverify.spec.tlc.ToolMessages;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.Witness;

/**
 * A specification with a configuration, loaded into this JVM by TLC's evaluator: gives states,
 * steps, and the values of operators.
 *
 * <p>States are numbers from 0, in the order in which this session finds them; methods with a state
 * throw {@link IllegalArgumentException} for an unknown number. The constraints of the
 * configuration are respected. Its SYMMETRY and VIEW are not: every state counts as itself.
 *
 * <p>Safe for use by several threads; calls run one at a time, since TLC is not. Several sessions
 * are independent of each other. All methods that evaluate an expression throw {@link
 * SpecException} if it has no value.
 */
public final class SpecSession implements AutoCloseable {
  private final IsolatedTlc loader;
  private final SpecBridge specification;
  private final Path module;
  private final List<String> variables;
  private final List<Operation> operations;
  private boolean isClosed;

  private SpecSession(IsolatedTlc loader, SpecBridge bridge, Path module) {
    this.loader = loader;
    this.specification = bridge;
    this.module = module;
    this.variables = bridge.variables();
    this.operations = bridge.operations();
  }

  /**
   * Loads the specification of a model with the jar that {@link TlcJar#find} gives.
   *
   * @param model a model, not null
   * @return a new session; to be closed by the caller
   * @throws SpecException if the specification cannot be parsed
   * @throws BadInputException if a file or the jar is missing
   */
  public static SpecSession open(Model model) {
    model.prepared();
    return open(model.module(), model.config(), TlcJar.find());
  }

  /**
   * Loads a specification.
   *
   * @param module the file of the root module; the modules it extends are beside it
   * @param config the configuration file
   * @param jar TLC's jar
   * @return a new session; to be closed by the caller
   * @throws SpecException if the specification cannot be parsed
   * @throws BadInputException if a file is missing
   */
  public static SpecSession open(Path module, Path config, TlcJar jar) {
    Model.requireFiles(module, config);
    TemporaryDirectory unpacked = TemporaryDirectory.create();
    IsolatedTlc loader = IsolatedTlc.of(jar);
    try {
      SpecBridge bridge =
          loader.load(module.toAbsolutePath(), config.toAbsolutePath(), unpacked.path());
      return new SpecSession(loader, bridge, module);
    } catch (RuntimeException e) {
      loader.release();
      throw e instanceof SpecException
          ? new SpecException(ToolMessages.concise(module, config, e.getMessage()), e)
          : e;
    } finally {
      unpacked.close();
    }
  }

  /**
   * @return the names of the variables in the order of their declaration
   */
  public List<String> variables() {
    return variables;
  }

  /**
   * Every action of the specification with each combination of its arguments, whether it is ever
   * enabled or not. Arguments are known where the specification quantifies over constant sets.
   *
   * @return an immutable list without duplicates
   */
  public List<Operation> operations() {
    return operations;
  }

  /**
   * @return the initial states, each once
   */
  public synchronized int[] initialStates() {
    return bridge().initialStates(true);
  }

  /**
   * @param state a state
   * @return the distinct steps out of it, in the order of {@link #operations}
   */
  public synchronized List<Successor> successors(int state) {
    return successors(bridge().successors(state, true));
  }

  /** Initial states before the constraints are applied. */
  public synchronized int[] unconstrainedInitialStates() {
    return bridge().initialStates(false);
  }

  /** Steps before the constraints are applied, as TLC checks them. */
  public synchronized List<Successor> unconstrainedSuccessors(int state) {
    return successors(bridge().successors(state, false));
  }

  private List<Successor> successors(long[] steps) {
    return Arrays.stream(steps)
        .mapToObj(
            step ->
                new Successor(operations.get(SpecBridge.operation(step)), SpecBridge.target(step)))
        .toList();
  }

  /** The steps out of a state, packed by {@link SpecBridge#step}. */
  synchronized long[] packedSuccessors(int state) {
    return bridge().successors(state, true);
  }

  /**
   * @param state a state
   * @return variable to value, in the order of {@link #variables}; immutable
   */
  public synchronized Map<String, TlaValue> state(int state) {
    Map<String, TlaValue> values = new LinkedHashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      values.put(variables.get(i), bridge().value(state, i));
    }
    return Collections.unmodifiableMap(values);
  }

  /**
   * @param state a state
   * @param variable a variable's name
   * @return its value there
   * @throws IllegalArgumentException if there is no such variable
   */
  public synchronized TlaValue value(int state, String variable) {
    int index = variables.indexOf(variable);
    if (index < 0) {
      throw new IllegalArgumentException(module + " has no variable " + variable);
    }
    return bridge().value(state, index);
  }

  /**
   * @param state a value for each variable, not null
   * @return the state with these values, if this session has found it
   */
  public synchronized OptionalInt find(Map<String, TlaValue> state) {
    int found = bridge().find(variables.stream().map(state::get).toList());
    return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
  }

  /**
   * @param operator a name, not null
   * @return whether the root module, or one that it extends, defines an operator of this name or
   *     declares a constant
   */
  public synchronized boolean defines(String operator) {
    return bridge().defines(operator);
  }

  /**
   * @param operator the name of an operator or a constant
   * @param arguments as many as the operator has parameters
   * @return its evaluation in states of this session
   * @throws SpecException if it is not defined, or by TLC in Java as {@code Len} is
   * @throws IllegalArgumentException if the number of arguments is wrong
   */
  public synchronized StateQuery query(String operator, TlaValue... arguments) {
    StateQuery query = bridge().query(operator, List.of(arguments));
    return state -> {
      synchronized (this) {
        requireOpen();
        return query.evaluate(state);
      }
    };
  }

  /**
   * @param state a state
   * @param operator the name of an operator or a constant
   * @param arguments as many as the operator has parameters
   * @return its value in the state; {@link #query} is faster for many states
   * @throws SpecException if it is not defined, or by TLC in Java as {@code Len} is
   * @throws IllegalArgumentException if the number of arguments is wrong
   */
  public TlaValue evaluate(int state, String operator, TlaValue... arguments) {
    return query(operator, arguments).evaluate(state);
  }

  /** The number of computed states, counted as TLC does. */
  synchronized long generated() {
    return bridge().generated();
  }

  /** The number of numbered states. */
  synchronized int states() {
    return bridge().states();
  }

  /** The names of the PROPERTYs of the configuration in their order. */
  public synchronized List<String> properties() {
    return bridge().properties();
  }

  /**
   * Explains the violation of a property by a behaviour, with the locks and waits of its states.
   *
   * @param problem the violation, not null
   * @param states its states
   * @param loop the index of the state that follows the last one, -1 if none does
   * @return the witness; empty for a property that TLC cannot evaluate
   */
  public synchronized Witness witness(Trace.Problem problem, int[] states, int loop) {
    Witness why =
        problem.property() == null
            ? Witness.NONE
            : bridge().witness(problem.property(), problem.kind(), states, loop);
    return why.with(new LocksOfStates(this).of(states));
  }

  /**
   * @param property the name of a temporal property, not null
   * @param states the states of an infinite behaviour
   * @param loop the index of the state that follows the last one
   * @return whether it violates the property
   * @throws SpecException if the property cannot be evaluated on behaviours
   */
  public synchronized boolean isViolated(String property, int[] states, int loop) {
    return bridge().isViolated(property, states, loop);
  }

  private SpecBridge bridge() {
    requireOpen();
    return specification;
  }

  private void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException("the session with " + module + " is closed");
    }
  }

  /** Ends the use of this session; all other methods that need TLC throw an exception then. */
  @Override
  public synchronized void close() {
    if (!isClosed) {
      isClosed = true;
      loader.release();
    }
  }
}
