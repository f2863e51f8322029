package org.vlsverify.linearizability.mutant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * A mutant of a design, for several threads per worker: the sources of the design, compiled in
 * memory with one piece of text replaced. Each mutant has its own package, since Lincheck
 * identifies classes by name alone; classes outside of the package of the design are the original
 * ones.
 */
public final class MutatedImplementation implements SharedSessionsFactory {
  private static final Path SOURCES = ProjectRoot.path().resolve("impl/src/main/java");

  private static final Map<Defect, Class<?>> COMPILED = new ConcurrentHashMap<>();

  private final SharedSessionsFactory factory;

  /**
   * Compiles the mutant.
   *
   * @param defect not null
   * @throws IllegalArgumentException if the defect no longer applies to the sources
   */
  public MutatedImplementation(Defect defect) {
    this.factory =
        SharedSessionsFactory.ofClass(
            COMPILED.computeIfAbsent(defect, MutatedImplementation::compile));
  }

  private MutatedImplementation(Class<?> compiled) {
    this.factory = SharedSessionsFactory.ofClass(compiled);
  }

  /**
   * Compiles a mutant, which is given as a whole source file.
   *
   * @param design not null
   * @param name unique among those of the design; letters, digits and hyphens
   * @param file the simple name of the source file, without {@code .java}
   * @param text its changed text
   * @return the mutant, not null
   * @throws IllegalArgumentException if it does not compile
   */
  public static SharedSessionsFactory of(Design design, String name, String file, String text) {
    return new MutatedImplementation(
        load(design, name, compile(design, name, file, original -> text)));
  }

  @Override
  public SharedSessions create(Bounds bounds, int root, Transport transport) {
    return factory.create(bounds, root, transport);
  }

  private static String packageOf(Design design, String name) {
    return "org.vlsverify.mutant.%s.%s"
        .formatted(design.toString().replace('-', '_'), name.replace('-', '_'));
  }

  /**
   * The folder with the sources of a design.
   *
   * @param design not null
   */
  public static Path sources(Design design) {
    return SOURCES.resolve(original(design).getPackageName().replace('.', '/'));
  }

  private static Class<?> compile(Defect defect) {
    // Defects of several lists may have the same name: the classes of one must not be the other's.
    String name =
        "%s_%08x"
            .formatted(
                defect.name(),
                Objects.hash(defect.file(), defect.original(), defect.replacement()));
    return load(
        defect.design(),
        name,
        compile(defect.design(), name, defect.file(), text -> mutate(text, defect)));
  }

  private static Map<String, byte[]> compile(
      Design design, String name, String file, UnaryOperator<String> change) {
    String mutant = packageOf(design, name);
    List<JavaFileObject> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(sources(design))) {
      for (Path source : files.sorted().toList()) {
        String simpleName = source.getFileName().toString().replace(".java", "");
        if (!simpleName.equals("package-info")) {
          String text = Files.readString(source);
          sources.add(
              source(
                  mutant + "." + simpleName,
                  (simpleName.equals(file) ? change.apply(text) : text)
                      .replace(
                          "package " + original(design).getPackageName(), "package " + mutant)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The sources of the implementation cannot be read.", e);
    }
    return compile(design, name, sources);
  }

  private static Class<?> load(Design design, String name, Map<String, byte[]> classes) {
    String main = packageOf(design, name) + "." + original(design).getSimpleName();
    try {
      makeKnown(classes);
      return Class.forName(main);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The copy " + main + " cannot be loaded.", e);
    }
  }

  /**
   * The class of a design.
   *
   * @param design not null
   */
  public static Class<?> original(Design design) {
    SharedSessionsConfig smallest =
        new SharedSessionsConfig(1, 1, 0, 0, ThreadModel.MULTI_THREADED);
    return design.create(smallest, new RecordingTransport(Set.of())).getClass();
  }

  /** Replaces the original text, however its lines are broken. */
  public static String mutate(String source, Defect defect) {
    StringBuilder dense = new StringBuilder();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < source.length(); i++) {
      if (!Character.isWhitespace(source.charAt(i))) {
        dense.append(source.charAt(i));
        positions.add(i);
      }
    }
    String wanted = defect.original().replaceAll("\\s", "");
    int at = dense.indexOf(wanted);
    if (at < 0 || dense.indexOf(wanted, at + 1) >= 0) {
      throw new IllegalArgumentException(
          "The defect %s no longer applies to %s.java: the text to replace occurs %s: %s"
              .formatted(
                  defect.name(), defect.file(), at < 0 ? "nowhere" : "twice", defect.original()));
    }
    int end = positions.get(at + wanted.length() - 1) + 1;
    return source.substring(0, positions.get(at)) + defect.replacement() + source.substring(end);
  }

  private static Map<String, byte[]> compile(
      Design design, String name, List<JavaFileObject> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new BadInputException("The seeded defects need a JDK; this is a JRE.");
    }
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    try (Output output = new Output(compiler.getStandardFileManager(messages, null, null))) {
      List<String> options = List.of("-classpath", classPath(design), "-proc:none", "-g");
      if (!compiler.getTask(null, output, messages, options, null, sources).call()) {
        throw new IllegalArgumentException(
            "The defect %s does not compile: %s"
                .formatted(
                    name,
                    messages.getDiagnostics().stream()
                        .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
                        .map(Diagnostic::toString)
                        .collect(Collectors.joining("\n"))));
      }
      return output.classes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Only the class path of the design, for speed. */
  private static String classPath(Design design) {
    try {
      return Path.of(original(design).getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JavaFileObject source(String className, String text) {
    URI uri = URI.create("memory:///" + className.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /** Keeps the compiled classes. */
  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    Output(JavaFileManager manager) {
      super(manager);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      URI uri = URI.create("memory:///" + className.replace('.', '/') + kind.extension);
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          return written.computeIfAbsent(className, name -> new ByteArrayOutputStream());
        }
      };
    }

    Map<String, byte[]> classes() {
      return written.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toByteArray()));
    }
  }

  /**
   * Adds classes to the class path, in a jar. A class loader would not do: Lincheck looks for a
   * class in the loader of its own classes.
   */
  private static void makeKnown(Map<String, byte[]> classes) {
    try {
      Path jar = Files.createTempFile("mutant", ".jar");
      jar.toFile().deleteOnExit();
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
          out.putNextEntry(new JarEntry(entry.getKey().replace('.', '/') + ".class"));
          out.write(entry.getValue());
        }
      }
      ByteBuddyAgent.install().appendToSystemClassLoaderSearch(new JarFile(jar.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("The mutated classes cannot be written.", e);
    }
  }
}
