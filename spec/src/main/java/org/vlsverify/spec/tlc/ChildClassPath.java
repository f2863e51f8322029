package org.vlsverify.spec.tlc;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.vlsverify.spec.tlc.child.WatchedServer;
import org.vlsverify.spec.tlc.child.WatchedTlc;

/**
 * The class path of TLC's JVM: a jar with TLC, and the classes that run it. The latter are in a jar
 * of their own, beside the classes of this program, since a JVM does not archive classes in
 * folders.
 */
final class ChildClassPath {
  private static final List<Class<?>> CLASSES =
      List.of(WatchedTlc.class, WatchedServer.class, WatchedServer.OneAddress.class);
  private static final String JAR = "watched-tlc.jar";

  private ChildClassPath() {}

  /** Gives the class path for a jar with TLC, in java's syntax. */
  static String of(TlcJar tlc) {
    Path ours = place();
    Path jar = tlc.path().toAbsolutePath();
    if (ours.equals(jar)) {
      return jar.toString();
    }
    return jar + File.pathSeparator + (Files.isDirectory(ours) ? packed(ours) : ours);
  }

  private static Path place() {
    try {
      return Path.of(WatchedTlc.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static synchronized Path packed(Path classes) {
    Path jar = classes.resolveSibling(JAR);
    byte[] wanted = jar();
    try {
      if (Files.exists(jar) && Arrays.equals(Files.readAllBytes(jar), wanted)) {
        return jar;
      }
      Path half = Files.createTempFile(jar.getParent(), JAR, ".tmp");
      Files.write(half, wanted);
      Files.move(half, jar, StandardCopyOption.ATOMIC_MOVE);
      return jar;
    } catch (IOException e) {
      // Without write access the folder must do.
      return classes;
    }
  }

  private static byte[] jar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Class<?> type : CLASSES) {
        String name = type.getName().replace('.', '/') + ".class";
        ZipEntry entry = new ZipEntry(name);
        // The same bytes each time.
        entry.setTime(0);
        zip.putNextEntry(entry);
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(zip);
        }
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
