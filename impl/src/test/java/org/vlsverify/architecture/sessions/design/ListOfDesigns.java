package org.vlsverify.architecture.sessions.design;

/** Stands for the list of designs, which no design may depend on. */
public interface ListOfDesigns {}
