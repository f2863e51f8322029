package org.vlsverify.linearizability.lincheck;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.vlsverify.linearizability.call.Implementation;

/** The implementations that a parameterized test runs on. */
final class Implementations {
  private Implementations() {}

  /** Those of a long test, with any number of threads per worker. */
  static final class AtLength implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      return arguments(LincheckCheck.atLength());
    }
  }

  /** Those for one thread per worker. */
  static final class SingleThreaded implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      return arguments(LincheckCheck.singleThreaded());
    }
  }

  private static Stream<Arguments> arguments(List<Implementation> implementations) {
    return implementations.stream().map(Arguments::of);
  }
}
