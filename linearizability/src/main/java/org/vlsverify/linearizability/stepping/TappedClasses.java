package org.vlsverify.linearizability.stepping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;

/**
 * A copy of a design's classes that tells {@link Tap} what it does: of the design itself, or of a
 * mutant, which has the same names in another package. The copies have a class loader of their own;
 * the design has no hook for it. Safe for use by several threads.
 */
public final class TappedClasses implements SharedSessionsFactory {

  /** What a class is rewritten by. */
  @FunctionalInterface
  public interface Rewriting {
    /**
     * Begins with a class.
     *
     * @param read the class, not null
     * @param next gets what the class becomes, not null
     * @param fields the fields of all classes of the design, not null
     * @return the first visitor
     */
    ClassVisitor of(ClassReader read, ClassVisitor next, Fields fields);
  }

  /** The fields of the classes of a design. */
  @FunctionalInterface
  public interface Fields {
    /** The modifiers of a field of a class elsewhere. */
    int ELSEWHERE = -1;

    /**
     * The modifiers of a field.
     *
     * @param owner the internal name of the class in the instruction, not null
     * @param field its name, not null
     * @return as in the class file; 0 if a superclass has the field; {@link #ELSEWHERE}
     */
    int modifiers(String owner, String field);

    /** Whether the field is a volatile one of the design's. */
    default boolean isVolatile(String owner, String field) {
      int modifiers = modifiers(owner, field);
      return modifiers != ELSEWHERE && (modifiers & Opcodes.ACC_VOLATILE) != 0;
    }
  }

  private static final Bounds SMALLEST = new Bounds(1, 0, 1, 0, Set.of());

  private final SharedSessionsFactory factory;
  private final Loader loader;

  /**
   * @param original makes the objects whose class, with all of its package, is to be tapped; not
   *     null
   * @throws UnknownAccessException if the code does something that cannot be intercepted; when the
   *     class that does is first used
   */
  public TappedClasses(SharedSessionsFactory original) {
    this(original, Set.of());
  }

  /**
   * A copy that also tells of accesses to plain fields that are read without a lock.
   *
   * @param original as above
   * @param racy simple names of the classes with these fields: their calls from other classes are
   *     the accesses; not null
   * @throws UnknownAccessException as above
   */
  public TappedClasses(SharedSessionsFactory original, Set<String> racy) {
    this(
        original,
        ThreadModel.MULTI_THREADED,
        (read, next, fields) -> new TapVisitor(next, fields::isVolatile, racy));
  }

  /**
   * A copy that is rewritten in another way.
   *
   * @param original makes the objects whose class, with all of its package, is to be rewritten; not
   *     null
   * @param threads the number of threads per worker, not null
   * @param rewriting not null
   * @throws UnknownAccessException as the rewriting says
   */
  public TappedClasses(SharedSessionsFactory original, ThreadModel threads, Rewriting rewriting) {
    Class<?> untapped = implementation(original);
    Loader loader = new Loader(untapped, rewriting);
    try {
      this.factory = SharedSessionsFactory.ofClass(loader.loadClass(untapped.getName()), threads);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    this.loader = loader;
  }

  /**
   * Loads all classes now, and not when they are first used.
   *
   * @return this
   * @throws UnknownAccessException if the code does something that cannot be intercepted
   */
  public TappedClasses loaded() {
    Deque<String> left = new ArrayDeque<>(List.of(loader.root()));
    Set<String> seen = new HashSet<>(left);
    try {
      while (!left.isEmpty()) {
        String name = left.remove();
        loader.loadClass(name);
        loader.references(name).filter(seen::add).forEach(left::add);
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  private static Class<?> implementation(SharedSessionsFactory original) {
    return original.create(SMALLEST, 0, new ToldTransport()).getClass();
  }

  /**
   * Whether copies can be made.
   *
   * @param original not null
   * @return whether the class of its objects has a public constructor for configuration and
   *     transport
   */
  public static boolean canCopy(SharedSessionsFactory original) {
    return Stream.of(implementation(original).getConstructors())
        .anyMatch(
            constructor ->
                List.of(constructor.getParameterTypes())
                    .equals(List.of(SharedSessionsConfig.class, Transport.class)));
  }

  @Override
  public SharedSessions create(Bounds bounds, int root, Transport transport) {
    return factory.create(bounds, root, transport);
  }

  private static final class Loader extends ClassLoader {
    /** The tag of a class in the constant pool. */
    private static final int CLASS_IN_POOL = 7;

    private final ClassLoader original;
    private final String prefix;
    private final String root;
    private final Rewriting rewriting;
    private final Map<String, Map<String, Integer>> fields = new ConcurrentHashMap<>();

    Loader(Class<?> implementation, Rewriting rewriting) {
      super(implementation.getClassLoader());
      this.original = implementation.getClassLoader();
      this.prefix = implementation.getPackageName() + ".";
      this.rewriting = rewriting;
      this.root = implementation.getName();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(prefix)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null) {
          byte[] tapped = tapped(name);
          loaded = defineClass(name, tapped, 0, tapped.length);
        }
        return loaded;
      }
    }

    private byte[] tapped(String name) throws ClassNotFoundException {
      ClassReader reader = read(name);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      reader.accept(rewriting.of(reader, writer, this::modifiers), 0);
      return writer.toByteArray();
    }

    String root() {
      return root;
    }

    /** The classes of the design that a class names. */
    Stream<String> references(String name) throws ClassNotFoundException {
      ClassReader reader = read(name);
      char[] buffer = new char[reader.getMaxStringLength()];
      return IntStream.range(1, reader.getItemCount())
          .map(reader::getItem)
          .filter(item -> item > 0 && reader.readByte(item - 1) == CLASS_IN_POOL)
          .mapToObj(item -> reader.readUTF8(item, buffer).replace('/', '.'))
          .filter(reference -> reference.startsWith(prefix));
    }

    private ClassReader read(String name) throws ClassNotFoundException {
      try (InputStream bytes = original.getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return new ClassReader(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private int modifiers(String owner, String field) {
      String name = owner.replace('/', '.');
      return name.startsWith(prefix)
          ? fields.computeIfAbsent(name, this::fieldsOf).getOrDefault(field, 0)
          : Fields.ELSEWHERE;
    }

    private Map<String, Integer> fieldsOf(String name) {
      Map<String, Integer> found = new HashMap<>();
      try {
        read(name)
            .accept(
                new ClassVisitor(Opcodes.ASM9) {
                  @Override
                  public FieldVisitor visitField(
                      int access, String field, String type, String signature, Object value) {
                    found.put(field, access);
                    return null;
                  }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
      return found;
    }
  }
}
