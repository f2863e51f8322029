package org.vlsverify.spec.tlc;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.vlsverify.spec.tlc.child.WatchedTlc;

/**
 * The class path of TLC's JVM: a jar with TLC, and the package of {@link WatchedTlc}. The latter is
 * in a jar of its own, beside the classes of this program, since a JVM does not archive classes in
 * folders.
 */
final class ChildClassPath {
  private static final String PACKAGE = WatchedTlc.class.getPackageName().replace('.', '/');
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
    try {
      byte[] wanted = jar(classes);
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

  private static byte[] jar(Path classes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.list(classes.resolve(PACKAGE));
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Path file : files.sorted().toList()) {
        ZipEntry entry = new ZipEntry(PACKAGE + "/" + file.getFileName());
        // The same bytes each time.
        entry.setTime(0);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
