package org.vlsverify.spec.tlc;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.vlsverify.spec.run.BadInputException;

/**
 * The jar of TLC.
 *
 * @param path an existing jar that contains TLC, not null
 */
public record TlcJar(Path path) {
  /** Names the jar to use, instead of the one on the class path. */
  public static final String PROPERTY = "tla2tools.jar";

  private static final String MAIN_CLASS = "tlc2.TLC";

  /**
   * The jar named by the system property {@value #PROPERTY}, otherwise the one on the class path.
   *
   * @return the jar
   * @throws BadInputException if the property does not name a jar with TLC
   */
  public static TlcJar find() {
    return isNamed() ? named(System.getProperty(PROPERTY)) : onClassPath();
  }

  /** Whether the system property names a jar, which may be another version of TLC. */
  public static boolean isNamed() {
    String named = System.getProperty(PROPERTY);
    return named != null && !named.isBlank();
  }

  private static TlcJar named(String name) {
    String start = "-D" + PROPERTY + "=" + name + " ";
    Path jar = Path.of(name).toAbsolutePath();
    if (!Files.exists(jar)) {
      throw new BadInputException(start + "names a file that does not exist.");
    }
    if (!Files.isRegularFile(jar)) {
      throw new BadInputException(start + "names a directory, not tla2tools.jar.");
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      if (zip.getEntry(MAIN_CLASS.replace('.', '/') + ".class") == null) {
        throw new BadInputException(start + "names a jar without the class " + MAIN_CLASS + ".");
      }
    } catch (ZipException e) {
      throw new BadInputException(start + "names a file that is not a jar.", e);
    } catch (IOException e) {
      throw new BadInputException(start + "names a file that cannot be read.", e);
    }
    return new TlcJar(jar);
  }

  private static TlcJar onClassPath() {
    try {
      Class<?> main = Class.forName(MAIN_CLASS, false, TlcJar.class.getClassLoader());
      return new TlcJar(Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new BadInputException(
          "TLC is not on the class path; name its jar with -D" + PROPERTY + "=PATH.", e);
    }
  }
}
