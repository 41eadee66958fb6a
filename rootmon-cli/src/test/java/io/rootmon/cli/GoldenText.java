package io.rootmon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A golden file of this module. {@code -Drootmon.golden=write} writes it. */
final class GoldenText {
  private GoldenText() {}

  static void assertIsCurrent(Path file, String text) throws IOException {
    if ("write".equals(System.getProperty("rootmon.golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file).as("run with -Drootmon.golden=write").exists();
    assertThat(Files.readString(file)).as(file.toString()).isEqualTo(text);
  }
}
