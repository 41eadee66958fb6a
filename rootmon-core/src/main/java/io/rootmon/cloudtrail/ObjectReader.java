package io.rootmon.cloudtrail;

import java.io.IOException;
import java.io.InputStream;

/** Opens the objects in S3 that messages name. Safe for use by multiple threads. */
@FunctionalInterface
public interface ObjectReader {
  /**
   * Opens an object. The caller closes the stream.
   *
   * @throws IOException with a message that says why it cannot be read, and how to fix that
   */
  InputStream open(S3Object object) throws IOException;
}
