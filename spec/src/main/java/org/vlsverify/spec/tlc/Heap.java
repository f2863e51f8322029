package org.vlsverify.spec.tlc;

import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import org.vlsverify.spec.run.BadInputException;

/** How much memory TLC's JVM may take. */
public final class Heap {
  /** The system property for how much TLC may take, in runs that have no option for it. */
  public static final String PROPERTY = "vls.heap";

  private static final Pattern SIZE = Pattern.compile("[1-9]\\d{0,9}[kKmMgG]?");
  private static final long MEGABYTE = 1L << 20;
  private static final long LEAST = 512;

  /** Several models run at the same time, and the machine has other things to do. */
  private static final int PART = 4;

  private Heap() {}

  /**
   * @return what the system property {@value #PROPERTY} says; otherwise a quarter of the machine's
   *     memory, at least 512 MiB
   * @throws BadInputException if the property is no size
   */
  public static String byDefault() {
    String asked = System.getProperty(PROPERTY, "").trim();
    return asked.isEmpty()
        ? Math.max(LEAST, memory() / PART) + "m"
        : checked(asked, "-D" + PROPERTY + "=" + asked);
  }

  /**
   * @param size of a heap, not null
   * @param option how it was asked for, not null
   * @return the same
   * @throws BadInputException if it is no size
   */
  public static String checked(String size, String option) {
    if (!SIZE.matcher(size).matches()) {
      throw new BadInputException(
          option + ": it must be a size as java takes it, such as 900m or 4g.");
    }
    return size;
  }

  /** The machine's memory, or that of the container, in mebibytes. */
  static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize() / MEGABYTE
        : Runtime.getRuntime().maxMemory() / MEGABYTE * PART;
  }
}
