package org.vlsverify.spec.session;

import org.vlsverify.spec.tla.Operation;

/**
 * A step out of a state of a {@link SpecSession}.
 *
 * @param operation the operation, not null
 * @param target the number of the state after it
 */
public record Successor(Operation operation, int target) {}
