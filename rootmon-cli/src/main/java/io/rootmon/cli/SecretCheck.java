package io.rootmon.cli;

import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.Secrets;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Checks whether the secrets of a configuration can be read. */
record SecretCheck(Terminal terminal, ConfigurationDocument configuration, Secrets secrets) {

  /** Prints a line for each secret. Returns whether all could be read. */
  boolean areReadable() {
    terminal.out().println("\n" + terminal.heading("Secrets"));
    boolean readable = true;
    boolean none = true;
    for (String name : configuration.channels().keySet()) {
      Map<String, SecretReference> references =
          new ChannelSettingsText(ConfigFile.channel(name, configuration)).secrets();
      for (Map.Entry<String, SecretReference> it : references.entrySet()) {
        none = false;
        readable &= isReadable(name + "." + it.getKey(), it.getValue());
      }
    }
    Optional<SecretReference> signing = configuration.answers().signingSecret();
    if (signing.isPresent()) {
      none = false;
      readable &= isReadable("responses.signingSecret", signing.get());
    }
    if (none) {
      terminal.out().println("  none");
    }
    return readable;
  }

  private boolean isReadable(String path, SecretReference reference) {
    String said;
    boolean readable = false;
    try {
      // The value is not used: it must not appear on the screen.
      var unused = secrets.find(reference).current();
      said = "read from " + reference;
      readable = true;
    } catch (IOException e) {
      said = "NOT READ: " + AwsErrors.describe(String.valueOf(e.getMessage()));
    }
    terminal.out().println("  " + TerminalText.line(path + ": " + said));
    return readable;
  }
}
