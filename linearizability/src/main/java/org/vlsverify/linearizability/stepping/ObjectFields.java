package org.vlsverify.linearizability.stepping;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;

/** Fields of objects, read by reflection. Safe for use by several threads. */
public final class ObjectFields {
  private static final ClassValue<Map<String, Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Map<String, Field> computeValue(Class<?> type) {
          Map<String, Field> fields = new HashMap<>();
          for (Class<?> declaring = type;
              declaring.getName().startsWith("org.vlsverify.");
              declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
              field.setAccessible(true);
              fields.putIfAbsent(field.getName(), field);
            }
          }
          return fields;
        }
      };

  private ObjectFields() {}

  /**
   * Reads a field of the object's class, or of a superclass.
   *
   * @param object not null
   * @param field the name of a field that there is, not null
   * @return its value
   */
  public static Object get(Object object, String field) {
    try {
      return FIELDS.get(object.getClass()).get(field).get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a number.
   *
   * @param object not null
   * @param field the name of an int field that there is, not null
   * @return its value
   */
  public static int number(Object object, String field) {
    return (int) get(object, field);
  }
}
