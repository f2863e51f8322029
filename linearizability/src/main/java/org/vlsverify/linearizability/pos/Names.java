package org.vlsverify.linearizability.pos;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;

/**
 * Names for the objects of a design, from its own classes and fields: {@code Worker 0}, {@code
 * SharedData#1}, {@code Worker 0.tableLock}. An object keeps the first name that it gets. For one
 * thread.
 */
final class Names {
  private static final String OWN_NUMBER = "index";

  private final Map<Object, String> names = new IdentityHashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<Class<?>, List<Field>> fields = new HashMap<>();
  private String ofDesign = "";

  /** Names all objects that can be reached from this one, the nearest first. */
  void learnAll(Object root) {
    ofDesign = root.getClass().getPackageName();
    learn(root);
  }

  private void learn(Object root) {
    IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    Deque<Object> left = new ArrayDeque<>(List.of(root));
    seen.put(root, true);
    while (!left.isEmpty()) {
      Object object = left.remove();
      if (isOfDesign(object)) {
        names.computeIfAbsent(object, this::ownName);
      }
      children(object)
          .forEach(
              (path, child) -> {
                if (seen.put(child, true) == null) {
                  if (!isOfDesign(child)) {
                    names.putIfAbsent(child, names.getOrDefault(object, "") + path);
                  }
                  left.add(child);
                }
              });
    }
  }

  /** Locks have the names of their fields. */
  private boolean isOfDesign(Object object) {
    return object.getClass().getPackageName().equals(ofDesign)
        && !object.getClass().isArray()
        && !(object instanceof StampedLock)
        && !(object instanceof Lock);
  }

  private String ownName(Object object) {
    String name = object.getClass().getName();
    String simple = name.substring(name.lastIndexOf('.') + 1).replaceAll("\\$.*", "");
    for (Field field : fields(object.getClass())) {
      if (field.getName().equals(OWN_NUMBER) && field.getType() == int.class) {
        return simple + " " + value(field, object);
      }
    }
    return simple + "#" + counts.merge(simple, 1, Integer::sum);
  }

  /** The objects that this one refers to, by field or index. */
  private Map<String, Object> children(Object object) {
    Map<String, Object> children = new LinkedHashMap<>();
    if (isOfDesign(object)) {
      for (Field field : fields(object.getClass())) {
        if (!field.getType().isPrimitive()) {
          put(children, "." + field.getName(), value(field, object));
        }
      }
      return children;
    }
    List<?> elements = elements(object);
    for (int i = 0; i < elements.size(); i++) {
      put(children, "[" + i + "]", elements.get(i));
    }
    return children;
  }

  private static void put(Map<String, Object> children, String path, Object child) {
    if (child != null && !(child instanceof Enum) && !(child instanceof Number)) {
      children.put(path, child);
    }
  }

  private static List<?> elements(Object object) {
    if (object instanceof Object[] array) {
      return Arrays.asList(array);
    }
    if (object instanceof AtomicReferenceArray<?> array) {
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < array.length(); i++) {
        elements.add(array.get(i));
      }
      return elements;
    }
    if (object instanceof Collection<?> collection) {
      return new ArrayList<>(collection);
    }
    return object instanceof Map<?, ?> map ? new ArrayList<>(map.values()) : List.of();
  }

  private List<Field> fields(Class<?> type) {
    return fields.computeIfAbsent(
        type,
        of ->
            Stream.<Class<?>>iterate(of, each -> each != null, Class::getSuperclass)
                .filter(each -> each.getPackageName().equals(ofDesign))
                .flatMap(each -> Stream.of(each.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList());
  }

  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the object has a name. */
  boolean isKnown(Object object) {
    return names.containsKey(object);
  }

  /** The name of an object; one that is new gets a name, as do the objects that it refers to. */
  String of(Object object) {
    if (!isKnown(object) && isOfDesign(object)) {
      learn(object);
    }
    String known = names.get(object);
    return known == null ? object.getClass().getSimpleName() : known;
  }

  /** The place of an access in words, such as {@code SharedData#1.subscribers[0]}. */
  String place(Site site, Object target, int element) {
    if (site.field() != null && !(target instanceof String)) {
      return of(target) + "." + site.field();
    }
    if (site.field() != null) {
      return site.words();
    }
    return element == Access.ALL ? of(target) : of(target) + "[" + element + "]";
  }

  /** What is in the place now, in words; empty if that says nothing. */
  String content(Site site, Object target, int element) {
    Object value;
    if (site.field() != null && isOfDesign(target)) {
      value =
          fields(target.getClass()).stream()
              .filter(field -> field.getName().equals(site.field()))
              .findFirst()
              .map(field -> words(value(field, target)))
              .orElse("");
    } else if (element == Access.ALL) {
      value = "";
    } else if (target instanceof AtomicReferenceArray<?> array) {
      value = words(array.get(element));
    } else if (target instanceof AtomicLongArray array) {
      value = array.get(element);
    } else if (target instanceof AtomicIntegerArray array) {
      value = array.get(element);
    } else {
      value =
          target.getClass().isArray() && element >= 0 && element < Array.getLength(target)
              ? words(Array.get(target, element))
              : "";
    }
    return value.toString();
  }

  private String words(Object value) {
    return value == null
            || value instanceof Number
            || value instanceof Boolean
            || value instanceof Enum
        ? String.valueOf(value)
        : of(value);
  }
}
