package org.vlsverify.spec;

/** Sets a system property until it is closed. */
final class SystemProperty implements AutoCloseable {
  private final String name;
  private final String before;

  SystemProperty(String name, String value) {
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
