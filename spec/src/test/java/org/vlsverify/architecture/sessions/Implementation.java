package org.vlsverify.architecture.sessions;

/** The implementation in the test of the rule. */
public final class Implementation {}
