package org.vlsverify.spec.vls;

import static org.vlsverify.spec.tla.TlaValues.at;
import static org.vlsverify.spec.tla.TlaValues.elements;
import static org.vlsverify.spec.tla.TlaValues.field;
import static org.vlsverify.spec.tla.TlaValues.first;
import static org.vlsverify.spec.tla.TlaValues.mappings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Narrator;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.Witness.Hold;
import org.vlsverify.spec.trace.Witness.Locks;
import org.vlsverify.spec.trace.Witness.Term;
import org.vlsverify.spec.trace.Witness.Wait;

/** The narrator for this project's specifications, and programs with the same variables. */
public final class VlsNarrator implements Narrator {
  /** The variables of the abstract specification. */
  private static final Set<String> ABSTRACT = Set.of("life", "parent", "pool", "shared", "notices");

  private static final String ELEMENTS = "elements";
  private static final String COPIES = "copies";

  @Override
  public boolean knows(Trace trace) {
    return trace.initial().containsKey("life") || tellsThreads(trace);
  }

  @Override
  public boolean tellsThreads(Trace trace) {
    return ThreadSteps.describe(trace.initial());
  }

  @Override
  public Map<String, String> moves(Trace trace, Operation operation, int from, int to) {
    return ThreadSteps.moves(operation, trace.state(from), trace.state(to));
  }

  @Override
  public List<String> killed(Trace trace, int from, int to) {
    return ThreadSteps.killed(trace.state(from), trace.state(to));
  }

  @Override
  public List<String> lockChanges(Trace trace, int from, int to) {
    return ThreadSteps.lockChanges(
        locks(trace, from), locks(trace, to), trace.witness().locks().isEmpty());
  }

  @Override
  public List<String> inTheMiddle(Trace trace, int at) {
    return ThreadSteps.inTheMiddle(trace.state(at), locks(trace, at));
  }

  @Override
  public Set<String> said(Trace trace) {
    return Set.of("thread", "lock");
  }

  @Override
  public Set<String> leftOut(Trace trace) {
    return Set.of("thread", "lock", "freeIndices", "checked", "parent");
  }

  @Override
  public String change(String difference) {
    return Phrases.change(difference);
  }

  @Override
  public Optional<String> object(Trace trace, int from, int to) {
    if (changes(ELEMENTS, trace, from, to)) {
      return Optional.of("shared data");
    }
    return changes(COPIES, trace, from, to) ? Optional.of("sessions") : Optional.empty();
  }

  private static boolean changes(String variable, Trace trace, int from, int to) {
    TlaValue value = trace.state(from).get(variable);
    return value != null && !value.equals(trace.state(to).get(variable));
  }

  /**
   * A lock-level trace cannot be replayed, unless it names the operations; nor can a trace whose
   * last state has no value somewhere.
   */
  @Override
  public boolean isReplayable(Trace trace) {
    return trace.problem().kind() == Verdict.INTERLEAVING
        || trace.initial().keySet().containsAll(ABSTRACT)
            && !trace.initial().containsKey("thread")
            && trace.problem().kind() != Verdict.LIVENESS
            && trace.problem().kind() != Verdict.SPEC_ERROR;
  }

  /** Without common names of locks, a thread names its locks in its own words. */
  @Override
  public Locks locks(Trace trace, int at) {
    if (!trace.witness().locks().isEmpty()) {
      return trace.witness().locks().get(at);
    }
    List<Hold> holds = new ArrayList<>();
    mappings(trace.state(at).get("thread"))
        .forEach(
            (thread, frame) ->
                elements(field(frame, "holds"))
                    .forEach(own -> holds.add(new Hold(own, thread, true))));
    return new Locks(holds, List.of());
  }

  @Override
  public String thread(TlaValue thread) {
    return Phrases.name(thread);
  }

  /** A forking thread waits for no lock. */
  @Override
  public Optional<String> what(Trace trace, int at, Wait wait) {
    TlaValue frame = at(trace.state(at).get("thread"), wait.thread());
    return wait.what().equals(wait.whom()) && field(frame, "op") != null
        ? Optional.of(
            "the fork of " + (elements(wait.whom()).isEmpty() ? wait.whom() : first(wait.whom())))
        : Narrator.super.what(trace, at, wait);
  }

  @Override
  public String lock(TlaValue lock) {
    return Phrases.lock(lock);
  }

  @Override
  public String words(Trace trace, Term term) {
    return Phrases.words(trace, term).orElseGet(() -> GENERIC.words(trace, term));
  }

  @Override
  public Optional<String> wanted(Term term, TlaValue value) {
    return Phrases.wanted(term, value);
  }

  @Override
  public Optional<String> script() {
    try (InputStream in = VlsNarrator.class.getResourceAsStream("vls.js")) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
