package io.rootmon.cloudtrail;

import java.io.IOException;
import java.io.InputStream;

/** Opens the objects in S3 to which messages refer. Safe for use by multiple threads. */
@FunctionalInterface
public interface ObjectReader {
  /**
   * Opens an object. The caller closes the stream.
   *
   * @throws IOException if the object cannot be read; the message contains the cause and the remedy
   */
  InputStream open(S3Object object) throws IOException;
}
