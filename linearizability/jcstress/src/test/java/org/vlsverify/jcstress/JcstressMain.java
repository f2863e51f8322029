package org.vlsverify.jcstress;

import java.util.SortedSet;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.vm.VMSupport;

/**
 * jcstress as it is started, with one difference. On a JVM that can bias locks to threads it runs
 * every test twice, with biased locks and without, and no option says otherwise. That is about
 * monitors of objects, which no design locks; and later JVMs do not have it.
 */
final class JcstressMain extends JCStress {
  private static final String BIASED = "-XX:+UseBiasedLocking";

  private JcstressMain(Options options) {
    super(options);
  }

  /** It asks for the tests when it knows the ways to run a JVM, and before it makes use of them. */
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
