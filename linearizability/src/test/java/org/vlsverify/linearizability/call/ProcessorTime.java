package org.vlsverify.linearizability.call;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The processor time of this process, which depends on other load less than the clock does. */
public final class ProcessorTime {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ProcessorTime() {}

  /**
   * @return seconds of all threads since the process began
   */
  public static double seconds() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }

  /**
   * @param start an earlier result of {@link #seconds}
   * @return seconds since then, rounded to hundredths
   */
  public static double since(double start) {
    return Math.round((seconds() - start) * 100) / 100.0;
  }
}
