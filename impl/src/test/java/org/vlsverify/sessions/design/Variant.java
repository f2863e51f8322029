package org.vlsverify.sessions.design;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.sessions.ThreadModel;

/** A design with a thread model. */
record Variant(Design design, ThreadModel threadModel) {

  /** The tests of the class run for every variant, with the same expectations. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedClass(name = "{0}")
  @MethodSource("org.vlsverify.sessions.design.Variant#all")
  @interface Each {}

  static List<Variant> all() {
    return Stream.of(Design.values())
        .flatMap(design -> Stream.of(ThreadModel.values()).map(model -> new Variant(design, model)))
        .toList();
  }

  @Override
  public String toString() {
    return design + ", " + threadModel;
  }
}
