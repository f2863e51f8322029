package org.vlsverify.spec.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;

/**
 * Counterexamples of Apalache to temporal properties. Apalache checks them as invariants of an
 * extended specification: {@code __InLoop} becomes true with the first step of the loop, each
 * variable has a copy {@code __saved_...} of its value before that step, and other variables that
 * begin with two underscores have the truth values of parts of the property. The behaviour ends
 * when all variables have their saved values again. Older versions write {@code __loop_} for {@code
 * __saved_}.
 */
final class TemporalEncoding {
  private static final Set<String> IN_LOOP = Set.of("__InLoop", "__loop_InLoop");
  private static final List<String> SAVED = List.of("__saved_", "__loop_");

  private TemporalEncoding() {}

  /** The behaviour of the specification itself, with its loop; any other trace unchanged. */
  static Trace decoded(Trace trace) {
    Optional<String> flag = trace.initial().keySet().stream().filter(IN_LOOP::contains).findFirst();
    if (flag.isEmpty() || trace.lasso().isPresent()) {
      return trace;
    }
    int last = trace.length() - 1;
    Set<String> variables =
        trace.initial().keySet().stream()
            .filter(name -> !isHelper(name, trace.initial()))
            .collect(Collectors.toSet());
    int start = last;
    while (start >= 0 && trace.state(start).get(flag.get()).equals(TlaValue.of(true))) {
      start--;
    }
    boolean loops =
        start >= 0
            && start < last
            && only(variables, trace.state(start)).equals(only(variables, trace.state(last)));
    if (!loops) {
      return trace;
    }
    List<Trace.Step> steps =
        trace.steps().stream()
            .limit(last - 1)
            .map(step -> new Trace.Step(step.operation(), only(variables, step.state())))
            .toList();
    // A loop of one step that changes nothing is stuttering.
    Optional<Operation> back =
        start == last - 1 ? Optional.empty() : Optional.of(trace.steps().get(last - 1).operation());
    return new Trace(
        trace.model(),
        new Trace.Problem(Verdict.LIVENESS, null),
        only(variables, trace.initial()),
        steps,
        Optional.of(new Trace.Lasso(start, back)),
        trace.constants(),
        trace.source(),
        trace.witness());
  }

  private static boolean isHelper(String name, Map<String, TlaValue> state) {
    boolean saved = SAVED.stream().anyMatch(prefix -> state.containsKey(prefix + name));
    return name.startsWith("__")
        || name.endsWith("_init") && state.get(name) instanceof TlaValue.BoolValue && !saved;
  }

  private static Map<String, TlaValue> only(Set<String> names, Map<String, TlaValue> state) {
    Map<String, TlaValue> part = new LinkedHashMap<>(state);
    part.keySet().retainAll(names);
    return part;
  }
}
