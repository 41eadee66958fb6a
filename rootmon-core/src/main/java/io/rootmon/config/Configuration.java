package io.rootmon.config;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the configuration document says. */
public record Configuration(Map<AccountId, Account> accounts) {
  public static final Configuration EMPTY = new Configuration(Map.of());

  public Configuration {
    accounts = Map.copyOf(accounts);
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming the file and the path in it, if it is not understood
   * @throws IOException if it cannot be read
   */
  public static Configuration read(Path file) throws IOException {
    return parse(String.valueOf(file.getFileName()), Files.readString(file));
  }

  /**
   * Reads a text.
   *
   * @param name what messages call the document
   * @throws IllegalArgumentException naming the path, if it is not understood
   */
  public static Configuration parse(String name, String json) {
    return new ConfigurationParser(name).parse(json);
  }

  public AccountDirectory accountDirectory() {
    return AccountDirectory.of(accounts);
  }
}
