package io.rootmon.secret;

import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A secret in a variable of the environment. */
record EnvironmentSecret(String variable, Function<String, @Nullable String> environment)
    implements SecretSource {
  EnvironmentSecret {
    if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException(
          "variable: expected the name of an environment variable but was '" + variable + "'");
    }
  }

  @Override
  public Secret current() throws IOException {
    String value = environment.apply(variable);
    if (value == null) {
      throw new IOException("environment variable " + variable + " is not set");
    }
    try {
      return new Secret(value);
    } catch (IllegalArgumentException e) {
      throw new IOException("environment variable " + variable + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Secret refresh() throws IOException {
    return current();
  }

  @Override
  public String toString() {
    return "environment variable " + variable;
  }
}
