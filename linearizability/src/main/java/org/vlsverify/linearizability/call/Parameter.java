package org.vlsverify.linearizability.call;

/** What an argument of an operation or query names. */
public enum Parameter {
  /** The worker that acts. */
  WORKER("w", "worker"),
  /** A session. */
  SESSION("s", "session"),
  /** The worker that forks. */
  PARENT("p", "parent"),
  /** The worker that is forked, or cleaned up. */
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

  /**
   * @return the name that definitions in the specification give to such a parameter
   */
  public String specName() {
    return specName;
  }

  /**
   * @return the word for people
   */
  public String word() {
    return word;
  }
}
