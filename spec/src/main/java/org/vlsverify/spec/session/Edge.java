package org.vlsverify.spec.session;

import java.util.Map;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;

/**
 * A step of a {@link StateGraph}. Valid while the graph is open; as safe for several threads.
 *
 * @param graph the graph, not null
 * @param source the state that it leaves
 * @param operation the action with its arguments, not null
 * @param target the state that it leads to
 */
public record Edge(StateGraph graph, int source, Operation operation, int target) {
  /**
   * @return variable to value in the state that it leaves; immutable
   */
  public Map<String, TlaValue> before() {
    return graph.state(source);
  }

  /**
   * @return variable to value in the state that it leads to; immutable
   */
  public Map<String, TlaValue> after() {
    return graph.state(target);
  }

  @Override
  public String toString() {
    return source + " -> " + operation + " -> " + target;
  }
}
