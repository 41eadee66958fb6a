package io.rootmon.state;

import org.jspecify.annotations.Nullable;

/**
 * Reports that the store failed or did not respond, so that its contents are unknown, or that other
 * workers changed the same state until the deadline. The same call can succeed later.
 */
public class StateException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with the cause of the failure. */
  public StateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
