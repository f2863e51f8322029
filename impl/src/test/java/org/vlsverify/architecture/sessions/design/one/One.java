package org.vlsverify.architecture.sessions.design.one;

import org.vlsverify.architecture.sessions.design.ListOfDesigns;

/** A design that knows the list of designs, for the control of the rule against it. */
public final class One implements ListOfDesigns {}
