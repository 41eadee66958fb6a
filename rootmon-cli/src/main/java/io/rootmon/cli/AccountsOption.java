package io.rootmon.cli;

import io.rootmon.config.Configuration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the accounts. */
public final class AccountsOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration, a JSON document: accounts, expected windows, routes and incidents.")
  private @Nullable Path config;

  /** The whole document; nothing, where none is named. */
  public Configuration configuration() {
    return config == null ? Configuration.EMPTY : ConfigFile.ofOption(config);
  }
}
