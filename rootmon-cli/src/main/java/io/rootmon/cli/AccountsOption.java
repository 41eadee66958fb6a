package io.rootmon.cli;

import io.rootmon.internal.config.ConfigurationDocument;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the configuration, for commands that do not require one. */
public final class AccountsOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration with names of accounts, maintenance windows and routes.")
  private @Nullable Path config;

  /** Returns the configuration, which is empty if the user names none. */
  public ConfigurationDocument configuration(Terminal terminal) {
    return config == null ? ConfigurationDocument.EMPTY : ConfigFile.read(config, terminal);
  }
}
