package lending;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.vlsverify.spec.junit.ModelTests;

class SpecTest {
  static final Path MANIFEST = Path.of("src/test/tla/manifest.json");

  @TestFactory
  Stream<DynamicTest> models() {
    return ModelTests.of(MANIFEST).tests();
  }
}
