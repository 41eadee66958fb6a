package io.rootmon.cli;

import io.rootmon.account.AccountDirectory;
import io.rootmon.config.Configuration;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the accounts. */
public final class AccountsOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration, a JSON document; for now its accounts' names and owners.")
  private @Nullable Path config;

  public AccountDirectory directory() {
    if (config == null) {
      return Configuration.EMPTY.accountDirectory();
    }
    try {
      return Configuration.read(config).accountDirectory();
    } catch (NoSuchFileException e) {
      throw new UsageException("--config: expected a file but there is none: " + config);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--config: " + e.getMessage());
    } catch (IOException e) {
      throw new UsageException("--config: expected to read " + config + " but " + e);
    }
  }
}
