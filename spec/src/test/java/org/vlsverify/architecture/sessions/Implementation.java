package org.vlsverify.architecture.sessions;

/** Stands for the implementation in the test of the rule. */
public final class Implementation {}
