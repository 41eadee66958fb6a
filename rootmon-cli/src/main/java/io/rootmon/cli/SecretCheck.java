package io.rootmon.cli;

import io.rootmon.config.Configuration;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.Secrets;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Whether the secrets that a configuration names can be read from here. */
record SecretCheck(Terminal terminal, Configuration configuration, Secrets secrets) {

  /** Says it of each. */
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
      // Only that it can be read: whoever looks at the screen may not know it.
      var unused = secrets.find(reference).current();
      said = "read from " + reference;
      readable = true;
    } catch (IOException e) {
      said = "NOT READ: " + e.getMessage();
    }
    terminal.out().println("  " + TerminalText.line(path + ": " + said));
    return readable;
  }
}
