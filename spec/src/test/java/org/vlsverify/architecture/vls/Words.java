package org.vlsverify.architecture.vls;

public final class Words {}
