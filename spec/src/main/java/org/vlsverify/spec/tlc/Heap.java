package org.vlsverify.spec.tlc;

import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import org.vlsverify.spec.run.BadInputException;

/** The heap size of TLC's JVM. */
public final class Heap {
  /** The system property with the heap size, for runs without an option for it. */
  public static final String PROPERTY = "vls.heap";

  private static final Pattern SIZE = Pattern.compile("[1-9]\\d{0,9}[kKmMgG]?");
  private static final long MEGABYTE = 1L << 20;
  private static final long LEAST = 512;

  /** Several models run at the same time, beside other programs. */
  private static final int PART = 4;

  private Heap() {}

  /**
   * @return the value of the system property {@value #PROPERTY}; otherwise a quarter of the
   *     machine's memory, at least 512 MiB
   * @throws BadInputException if the property is not a size
   */
  public static String byDefault() {
    String asked = System.getProperty(PROPERTY, "").trim();
    return asked.isEmpty()
        ? Math.max(LEAST, memory() / PART) + "m"
        : checked(asked, "-D" + PROPERTY + "=" + asked);
  }

  /**
   * @param size of a heap, not null
   * @param option the option with this value, not null
   * @return the same
   * @throws BadInputException if it is not a size
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
