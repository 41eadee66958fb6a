package io.rootmon.secret;

import java.io.IOException;

/**
 * Where a secret comes from. An exception's message names the reference, never the value. Safe for
 * use by many threads.
 */
public interface SecretSource {
  /**
   * The secret as it was read last; read now if it never was.
   *
   * @throws IOException if it cannot be read, or not now
   */
  Secret current() throws IOException;

  /**
   * Reads the secret again, after the last one was rejected: a rotated secret needs no restart.
   *
   * @throws IOException if it cannot be read, or not now
   */
  Secret refresh() throws IOException;

  /** The text itself; for the command line, where nothing is stored. */
  static SecretSource literal(String secret) {
    return new LiteralSecret(new Secret(secret));
  }

  /** A variable of this process's environment. */
  static SecretSource environment(String variable) {
    return new EnvironmentSecret(variable, System.getenv()::get);
  }
}
