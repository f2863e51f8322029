package org.vlsverify.spec.run;

/** Sets a system property until it is closed. */
public final class SystemProperty implements AutoCloseable {
  private final String name;
  private final String before;

  public SystemProperty(String name, String value) {
    this.name = name;
    before = value == null ? System.clearProperty(name) : System.setProperty(name, value);
  }

  @Override
  public void close() {
    if (before == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, before);
    }
  }
}
