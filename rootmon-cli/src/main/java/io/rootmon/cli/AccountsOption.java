package io.rootmon.cli;

import io.rootmon.account.AccountDirectory;
import io.rootmon.config.Configuration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the accounts. */
public final class AccountsOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration, a JSON document: here what it says of accounts.")
  private @Nullable Path config;

  public AccountDirectory directory() {
    return configuration().accountDirectory();
  }

  /** The whole document; nothing, where none is named. */
  Configuration configuration() {
    return config == null ? Configuration.EMPTY : Document.ofOption(config);
  }
}
