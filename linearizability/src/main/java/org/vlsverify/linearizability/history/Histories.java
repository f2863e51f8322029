package org.vlsverify.linearizability.history;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many histories a property is tried with, in each budget. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Histories {
  int quick();

  int standard();

  int nightly();
}
