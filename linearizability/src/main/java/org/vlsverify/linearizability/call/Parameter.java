package org.vlsverify.linearizability.call;

/** The parameters of operations and queries. */
public enum Parameter {
  /** The calling worker. */
  WORKER("w", "worker"),
  /** A session. */
  SESSION("s", "session"),
  /** The parent of a fork. */
  PARENT("p", "parent"),
  /** The child of a fork or cleanup. */
  CHILD("c", "child"),
  /** The worker that a query is about. */
  OTHER("v", "other worker"),
  /** Whether VPP grants a request to attach. */
  ATTACHED("attached", "attached");

  private final String specName;
  private final String word;

  Parameter(String specName, String word) {
    this.specName = specName;
    this.word = word;
  }

  /** * @return the name of such a parameter in the specification */
  public String specName() {
    return specName;
  }

  /** * @return the word in messages */
  public String word() {
    return word;
  }
}
