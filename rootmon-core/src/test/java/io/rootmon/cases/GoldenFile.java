package io.rootmon.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with the expected output; {@code -Drootmon.golden=write} rewrites it. */
public final class GoldenFile {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private GoldenFile() {}

  public static void check(String name, String actual) {
    checkFile(FOLDER.resolve(name), actual);
  }

  /** Checks a file in another folder in the same way. */
  public static void checkFile(Path file, String actual) {
    try {
      if ("write".equals(System.getProperty("rootmon.golden"))) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
        return;
      }
      assertThat(file).exists();
      assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
