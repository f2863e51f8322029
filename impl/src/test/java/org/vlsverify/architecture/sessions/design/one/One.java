package org.vlsverify.architecture.sessions.design.one;

import org.vlsverify.architecture.sessions.design.ListOfDesigns;

/** A design that knows the list of designs, so that the rule against it can be tested. */
public final class One implements ListOfDesigns {}
