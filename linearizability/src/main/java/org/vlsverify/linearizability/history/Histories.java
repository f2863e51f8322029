package org.vlsverify.linearizability.history;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The number of histories of a property, in each budget. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Histories {
  int quick();

  int standard();

  int nightly();
}
