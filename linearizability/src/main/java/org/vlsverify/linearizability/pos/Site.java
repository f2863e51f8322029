package org.vlsverify.linearizability.pos;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A place in the code of a design where it makes an access that threads can notice. Code names it
 * by a number.
 *
 * @param kind not null
 * @param field the name of the field; null for an access to all of an object
 * @param words the access in the words of the code, such as {@code SharedData.owner}; not null
 * @param place file and line, not null
 */
record Site(Kind kind, String field, String words, String place) {

  /** Kind of an access. */
  enum Kind {
    READ("reads"),
    WRITE("writes"),
    /** A call of an object that has no locks, such as a list. */
    CALL("calls"),
    LOCK("takes"),
    UNLOCK("releases"),
    PAUSE("waits for a change"),
    BEGIN("begins");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** The words of an access to an element of an array. */
  static final String ELEMENT = "element";

  /** The beginning of an invocation. */
  static final Site OF_BEGIN = new Site(Kind.BEGIN, null, "", "");

  private static final List<Site> ALL = new CopyOnWriteArrayList<>();

  /** The number of a new site. */
  static int number(Site site) {
    synchronized (ALL) {
      ALL.add(site);
      return ALL.size() - 1;
    }
  }

  static Site of(int number) {
    return ALL.get(number);
  }
}
