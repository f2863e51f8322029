package org.vlsverify.spec.session;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.session.bridge.SpecBridge;
import org.vlsverify.spec.tlc.TlcJar;

/**
 * A class loader with one jar of TLC and a copy of the code that uses it. The common types, values
 * and the bridge's interface, come from our own class loader.
 */
final class IsolatedTlc extends URLClassLoader {
  private static final String COMMON = "org.vlsverify.spec.";
  private static final String COPIED = "org.vlsverify.spec.session.bridge.tlc.";
  private static final ClassLoader OURS = IsolatedTlc.class.getClassLoader();

  private IsolatedTlc(URL jar) {
    super(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
  }

  static IsolatedTlc of(TlcJar jar) {
    try {
      return new IsolatedTlc(jar.path().toUri().toURL());
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Loads a specification; at most once per instance, since TLC keeps it in static fields.
   *
   * @throws SpecException if the specification cannot be parsed
   */
  SpecBridge load(Path module, Path config, Path unpacked) {
    try {
      return (SpecBridge)
          loadClass(COPIED + "InProcessSpec")
              .getConstructor(Path.class, Path.class, Path.class)
              .newInstance(module, config, unpacked);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new BadInputException(
          "The TLC in " + getURLs()[0] + " cannot be used: " + e.getCause() + ".", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(COPIED)) {
      byte[] code = code(name);
      return defineClass(name, code, 0, code.length);
    }
    return name.startsWith(COMMON) ? OURS.loadClass(name) : super.findClass(name);
  }

  private static byte[] code(String name) throws ClassNotFoundException {
    try (InputStream stream = OURS.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (stream == null) {
        throw new ClassNotFoundException(name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
