package org.vlsverify.spec.tlc.child;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import tlc2.TLC;

/**
 * The state of TLC's static fields, and of all objects that they lead to, as it is before any use
 * of TLC. TLC keeps a specification in static fields, and so can load only one. With this state
 * restored it can load another, by classes that are already loaded and compiled.
 *
 * <p>Covers fields of TLC's own classes, arrays, collections, maps and atomic numbers. What a
 * thread keeps for itself is not restored: each use needs a new thread. Not safe for use by several
 * threads; to be restored only while TLC is not in use.
 */
public final class StaticState implements Runnable {
  private static final ClassLoader LOADER = StaticState.class.getClassLoader();
  private static final String CLASS = ".class";

  /** TLC's own packages: the jar may be that of this program, with many more. */
  private static final Pattern OF_TLC = Pattern.compile("(tlc2|tla2sany|util)\\..*");

  /** Other programs of the same jar, and parts that need more than the jar. */
  private static final Pattern UNUSED =
      Pattern.compile(
          "(tla2sany\\.(xml|explorer)"
              + "|tlc2\\.(input|model|overrides|pprint|tool\\.distributed|tool\\.management"
              + "|tool\\.fp\\.management|util\\.statistics\\.management))\\..*"
              + "|tla2sany\\.SANY|tlc2\\.(REPL|TLCRunner|TraceE).*");

  /** Parts that search for states. One registers itself under a name, once in a JVM. */
  private static final Pattern CHECKER =
      Pattern.compile("tlc2\\.(tool\\.(fp|liveness|queue)|util\\.statistics)\\..*");

  private final List<Restoring> all = new ArrayList<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private interface Restoring {
    void restore() throws IllegalAccessException;
  }

  private StaticState() {}

  /**
   * Initializes TLC's classes and notes their state. The classes are those of the class loader of
   * this class.
   *
   * @return the state; its method {@link #run} restores it
   * @throws IllegalStateException if TLC's classes cannot be read
   */
  public static StaticState ofUnusedTlc() {
    return of(classes());
  }

  /**
   * The same without the parts of TLC that search for states, where only its evaluator is used.
   *
   * @return the state; its method {@link #run} restores it
   * @throws IllegalStateException if TLC's classes cannot be read
   */
  public static StaticState ofUnusedEvaluator() {
    return of(classes().stream().filter(name -> !CHECKER.matcher(name).matches()).toList());
  }

  private static StaticState of(List<String> classes) {
    StaticState state = new StaticState();
    try {
      for (String name : classes) {
        state.note(name);
      }
      while (!state.open.isEmpty()) {
        state.noteContents(state.open.poll());
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    return state;
  }

  /** Restores the noted state. */
  @Override
  public void run() {
    try {
      for (Restoring one : all) {
        one.restore();
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> classes() {
    try (ZipFile zip = new ZipFile(jar())) {
      return zip.stream()
          .map(entry -> entry.getName().replace('/', '.'))
          .filter(name -> name.endsWith(CLASS))
          .map(name -> name.substring(0, name.length() - CLASS.length()))
          .filter(name -> OF_TLC.matcher(name).matches() && !UNUSED.matcher(name).matches())
          .toList();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static File jar() throws URISyntaxException {
    return new File(TLC.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private void note(String name) throws IllegalAccessException {
    Field[] fields;
    try {
      fields = Class.forName(name, true, LOADER).getDeclaredFields();
    } catch (ClassNotFoundException | LinkageError e) {
      // It needs a library that is not there, so that TLC does not use it either.
      return;
    }
    for (Field field : fields) {
      if (Modifier.isStatic(field.getModifiers())) {
        note(field, null, Modifier.isFinal(field.getModifiers()));
      }
    }
  }

  private void note(Field field, Object of, boolean isConstant) throws IllegalAccessException {
    field.setAccessible(true);
    Object value = field.get(of);
    if (!isConstant) {
      all.add(() -> field.set(of, value));
    }
    if (!field.getType().isPrimitive()) {
      visit(value);
    }
  }

  private void visit(Object object) {
    if (object != null && seen.add(object)) {
      open.add(object);
    }
  }

  private void noteContents(Object object) throws IllegalAccessException {
    if (object.getClass().isArray()) {
      noteArray(object);
    } else if (object instanceof AtomicInteger number) {
      int value = number.get();
      all.add(() -> number.set(value));
    } else if (object instanceof AtomicLong number) {
      long value = number.get();
      all.add(() -> number.set(value));
    } else if (object instanceof Map<?, ?> map) {
      noteMap(map);
    } else if (object instanceof Collection<?> collection) {
      noteCollection(collection);
    } else if (!(object instanceof Enum)) {
      for (Class<?> type = object.getClass();
          type != null && type.getClassLoader() == LOADER;
          type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            note(field, object, false);
          }
        }
      }
    }
  }

  private void noteArray(Object array) {
    int length = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, copy, 0, length);
    all.add(() -> System.arraycopy(copy, 0, array, 0, length));
    if (copy instanceof Object[] elements) {
      for (Object element : elements) {
        visit(element);
      }
    }
  }

  private <K, V> void noteMap(Map<K, V> map) {
    List<Map.Entry<K, V>> entries = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          entries.add(new AbstractMap.SimpleEntry<>(key, value));
          visit(key);
          visit(value);
        });
    all.add(
        () -> {
          if (map.size() != entries.size()
              || entries.stream().anyMatch(e -> map.get(e.getKey()) != e.getValue())) {
            map.clear();
            entries.forEach(e -> map.put(e.getKey(), e.getValue()));
          }
        });
  }

  private <E> void noteCollection(Collection<E> collection) {
    List<E> elements = new ArrayList<>(collection);
    elements.forEach(this::visit);
    all.add(
        () -> {
          // Not by equals, which fails for values of different types.
          if (!isSame(new ArrayList<>(collection), elements)) {
            collection.clear();
            collection.addAll(elements);
          }
        });
  }

  private static boolean isSame(List<?> some, List<?> others) {
    boolean same = some.size() == others.size();
    for (int i = 0; same && i < some.size(); i++) {
      same = some.get(i) == others.get(i);
    }
    return same;
  }
}
