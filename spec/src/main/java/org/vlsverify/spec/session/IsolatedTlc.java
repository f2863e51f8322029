package org.vlsverify.spec.session;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.session.bridge.SpecBridge;
import org.vlsverify.spec.tlc.TlcJar;
import org.vlsverify.spec.tlc.child.StaticState;

/**
 * A class loader with one jar of TLC and a copy of the code that uses it. The common types, values
 * and the bridge's interface, come from our own class loader.
 *
 * <p>A loader is kept for the next specification, since its classes are loaded and compiled then;
 * except for another version of TLC than the one on the class path.
 */
final class IsolatedTlc extends URLClassLoader {
  private static final String COMMON = "org.vlsverify.spec.";
  private static final String BRIDGE = "org.vlsverify.spec.session.bridge.tlc.";
  private static final String STATE = StaticState.class.getName();
  private static final ClassLoader OURS = IsolatedTlc.class.getClassLoader();

  /** More than one, since a specification is often opened while another one is open. */
  private static final int MOST_IDLE = 2;

  private static final Deque<IsolatedTlc> IDLE = new ArrayDeque<>();

  /** Restores TLC's static fields. */
  private final Optional<Runnable> restoring;

  private IsolatedTlc(URL jar, boolean isKept) {
    super(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    this.restoring = isKept ? Optional.of(stateOfUnusedEvaluator()) : Optional.empty();
  }

  /** Gives one that is not in use; to be given back by {@link #release}. */
  static IsolatedTlc of(TlcJar jar) {
    if (TlcJar.isNamed()) {
      return create(jar, false);
    }
    IsolatedTlc kept;
    synchronized (IDLE) {
      kept = IDLE.poll();
    }
    return kept == null ? create(jar, true) : kept;
  }

  private static IsolatedTlc create(TlcJar jar, boolean isKept) {
    try {
      return new IsolatedTlc(jar.path().toUri().toURL(), isKept);
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Runnable stateOfUnusedEvaluator() {
    try {
      return (Runnable) loadClass(STATE).getMethod("ofUnusedEvaluator").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the use of the loaded specification. */
  void release() {
    if (restoring.isPresent()) {
      restoring.get().run();
      synchronized (IDLE) {
        if (IDLE.size() < MOST_IDLE) {
          IDLE.push(this);
          return;
        }
      }
    }
    // Not closed, but left to the garbage collector: an agent that rewrites classes, as Lincheck's
    // does, needs the jar for those that are not linked yet.
  }

  /**
   * Loads a specification; at most once until it is released, since TLC keeps it in static fields.
   *
   * @throws SpecException if the specification cannot be parsed
   */
  SpecBridge load(Path module, Path config, Path unpacked) {
    try {
      return (SpecBridge)
          loadClass(BRIDGE + "InProcessSpec")
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
    if (name.startsWith(BRIDGE) || name.startsWith(STATE)) {
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
