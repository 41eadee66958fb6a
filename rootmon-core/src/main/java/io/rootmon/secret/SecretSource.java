package io.rootmon.secret;

import java.io.IOException;

/**
 * Provides a secret. The message of an exception contains the reference, never the value.
 * Implementations are safe for use by multiple threads.
 */
public interface SecretSource {
  /**
   * Returns the value that was read last, or reads it if there is none.
   *
   * @throws IOException if it cannot be read
   */
  Secret current() throws IOException;

  /**
   * Reads the secret again after a remote service rejected the last value, so that a rotated secret
   * needs no restart.
   *
   * @throws IOException if it cannot be read
   */
  default Secret refresh() throws IOException {
    return current();
  }

  /** Returns a source of this text; for the command line, where nothing is stored. */
  static SecretSource literal(String secret) {
    Secret value = new Secret(secret);
    return () -> value;
  }

  /** Returns a source that reads a variable of this process's environment. */
  static SecretSource environment(String variable) {
    return Secrets.environment(new SecretReference.Env(variable), System.getenv()::get);
  }
}
