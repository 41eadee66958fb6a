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
      description = "Configuration, a JSON document: here its accounts' names and owners.")
  private @Nullable Path config;

  public AccountDirectory directory() {
    Configuration read = config == null ? Configuration.EMPTY : Document.ofOption(config);
    return read.accountDirectory();
  }
}
