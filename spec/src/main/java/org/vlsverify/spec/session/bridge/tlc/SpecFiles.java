package org.vlsverify.spec.session.bridge.tlc;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import util.FilenameToStream;

/**
 * Finds modules: the user's in one directory, the standard ones in TLC's jar. TLC's own resolver
 * unpacks the latter under fixed names to a directory common to all JVMs, where one JVM may read a
 * file that another is writing.
 */
final class SpecFiles implements FilenameToStream {
  private static final String STANDARD_MODULES = "tla2sany/StandardModules/";

  private final Path specs;
  private final Path unpacked;

  /**
   * @param specs the directory of the user's modules
   * @param unpacked an existing directory for this specification alone
   */
  SpecFiles(Path specs, Path unpacked) {
    this.specs = specs;
    this.unpacked = unpacked;
  }

  @Override
  public File resolve(String name, boolean isModule) {
    String file = isModule && !name.endsWith(".tla") ? name + ".tla" : name;
    Path own = specs.resolve(file);
    if (!Files.exists(own)) {
      Path standard = unpack(file);
      if (standard != null) {
        return new TLAFile(standard.toString(), true, this);
      }
    }
    return new TLAFile(own.toString(), false, this);
  }

  @Override
  public String getFullPath() {
    return specs.toString();
  }

  @Override
  public boolean isStandardModule(String module) {
    return !Files.exists(specs.resolve(module + ".tla")) && unpack(module + ".tla") != null;
  }

  private Path unpack(String file) {
    if (!file.endsWith(".tla") || Path.of(file).isAbsolute()) {
      return null;
    }
    Path target = unpacked.resolve(file);
    if (Files.exists(target)) {
      return target;
    }
    URL module = SpecFiles.class.getClassLoader().getResource(STANDARD_MODULES + file);
    if (module == null) {
      return null;
    }
    try (InputStream stream = open(module)) {
      Files.copy(stream, target, StandardCopyOption.REPLACE_EXISTING);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Not from the JVM's cache of open jars: closing a class loader closes the cached jars. */
  private static InputStream open(URL module) throws IOException {
    URLConnection connection = module.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }
}
