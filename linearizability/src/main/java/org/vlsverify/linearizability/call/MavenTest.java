package org.vlsverify.linearizability.call;

/**
 * A test of this module, and the command that runs it. Immutable.
 *
 * @param phase the arguments of Maven that choose the phase and the test, without the test's name
 * @param test the simple name of the class, or {@code Class#method}
 */
public record MavenTest(String phase, String test) {

  /**
   * A test of the phase {@code test}.
   *
   * @param test the simple name of the class, or {@code Class#method}; not null
   * @return the test
   */
  public static MavenTest unit(String test) {
    return new MavenTest("test -Dtest=", test);
  }

  /**
   * A test of the phase {@code verify}.
   *
   * @param test the simple name of the class, or {@code Class#method}; not null
   * @return the test
   */
  public static MavenTest integration(String test) {
    return new MavenTest("verify -Dtest=none -Dit.test=", test);
  }

  /**
   * The command that runs the test from the root of the project.
   *
   * @return not null
   */
  public String command() {
    return "mvn -q -pl linearizability -am " + phase + test;
  }
}
