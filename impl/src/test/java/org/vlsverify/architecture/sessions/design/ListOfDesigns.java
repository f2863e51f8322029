package org.vlsverify.architecture.sessions.design;

/** What no design may know. */
public interface ListOfDesigns {}
