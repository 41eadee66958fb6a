package io.rootmon.cli;

import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.config.ConfiguredChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** Reads the configuration document from a file or from standard input. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * Reads the document.
   *
   * @param file the path as the user typed it; {@code -} is standard input
   * @throws CommandException with a line for each problem, which names the document and the path in
   *     it; the exit code is {@link ExitCode#CONFIGURATION}
   */
  public static ConfigurationDocument read(Path file, Terminal terminal) {
    try {
      return file.toString().equals(InputReader.STANDARD_INPUT)
          ? ConfigurationDocument.parse(
              InputReader.STANDARD_INPUT_NAME,
              new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8))
          : ConfigurationDocument.read(file);
    } catch (IllegalArgumentException e) {
      throw rejected(e);
    } catch (IOException e) {
      throw new CommandException(ExitCode.CONFIGURATION, FileErrors.describe(file.toString(), e));
    }
  }

  /** Returns the problems of a document as an error of the command. */
  public static CommandException rejected(IllegalArgumentException problems) {
    return new CommandException(ExitCode.CONFIGURATION, String.valueOf(problems.getMessage()));
  }

  /** Returns the settings of an existing channel. */
  static ConfiguredChannel channel(String name, ConfigurationDocument configuration) {
    return Objects.requireNonNull(configuration.channels().get(name), name);
  }
}
