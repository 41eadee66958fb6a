package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StartUpTest {
  /** The JVM generates them at run time, outside of the class archive. */
  @Test
  void sendsTheFirstEventWithoutGeneratedRecordMethods() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "benchmarks/src/size/EventTypes.java",
                absolute(System.getProperty("java.class.path")))
            .directory(Path.of("..").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("io.rootmon types loaded for one event to Slack: ")
        .endsWith("generated record methods: not used\n");
  }

  private static String absolute(String classPath) {
    StringBuilder parts = new StringBuilder();
    for (String part : classPath.split(File.pathSeparator, -1)) {
      parts.append(Path.of(part).toAbsolutePath()).append(File.pathSeparator);
    }
    return parts.toString();
  }
}
