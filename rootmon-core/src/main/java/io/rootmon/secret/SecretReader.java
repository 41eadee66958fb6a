package io.rootmon.secret;

import java.io.IOException;

/** Reads the secret that a reference names from its service. Safe for use by multiple threads. */
@FunctionalInterface
public interface SecretReader {
  /**
   * Reads it now.
   *
   * @throws IOException naming the reference and what to do, never the value
   */
  Secret read(SecretReference reference) throws IOException;
}
