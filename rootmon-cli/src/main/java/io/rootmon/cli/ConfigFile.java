package io.rootmon.cli;

import io.rootmon.config.Configuration;
import io.rootmon.config.ConfiguredChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;

/** The configuration document, as a file. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException with a line for every problem, naming the file and the path
   */
  static Configuration read(Path file) {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + ": expected a file but was a folder");
    }
    try {
      return Configuration.read(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(file + ": expected a file but there is none", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": expected to read the file but " + e, e);
    }
  }

  /**
   * Reads the one that an option named.
   *
   * @throws UsageException with the same lines
   */
  public static Configuration ofOption(Path file) {
    try {
      return read(file);
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
  }

  public static UsageException refused(IllegalArgumentException problems) {
    return new UsageException(
        String.valueOf(problems.getMessage())
            .lines()
            .map(it -> "--config: " + it)
            .collect(Collectors.joining("\n")));
  }

  /** The settings of a channel that it has. */
  static ConfiguredChannel channel(String name, Configuration configuration) {
    return Objects.requireNonNull(configuration.channels().get(name), name);
  }
}
