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
   * Reads the secret again, after a remote service rejected the last one: a rotated secret needs no
   * restart.
   *
   * @throws IOException if it cannot be read, or not now
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
