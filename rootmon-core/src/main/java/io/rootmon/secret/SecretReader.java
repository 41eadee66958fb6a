package io.rootmon.secret;

import java.io.IOException;

/** Fetches what a reference names from its far end. Safe for use by many threads. */
@FunctionalInterface
public interface SecretReader {
  /**
   * Reads it now.
   *
   * @throws IOException naming the reference and what to do, never the value
   */
  Secret read(SecretReference reference) throws IOException;
}
