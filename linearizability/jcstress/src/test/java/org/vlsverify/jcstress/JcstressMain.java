package org.vlsverify.jcstress;

import java.util.SortedSet;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.vm.VMSupport;

/**
 * The main class of jcstress with one difference: no second run of each test with biased locks, for
 * which jcstress has no option. They are about monitors of objects, which no design locks, and
 * later JVMs do not have them.
 */
final class JcstressMain extends JCStress {
  private static final String BIASED = "-XX:+UseBiasedLocking";

  private JcstressMain(Options options) {
    super(options);
  }

  /**
   * Called for the tests after the configurations of the JVM are known, and before they are used.
   */
  @Override
  public SortedSet<String> getTests() {
    VMSupport.getAvailableVMConfigs().removeIf(config -> config.origArgs().contains(BIASED));
    return super.getTests();
  }

  public static void main(String[] arguments) throws Exception {
    Options options = new Options(arguments);
    if (!options.parse()) {
      System.exit(1);
    }
    new JcstressMain(options).run();
  }
}
