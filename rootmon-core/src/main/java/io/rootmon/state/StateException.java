package io.rootmon.state;

import io.rootmon.internal.state.StateConflictException;
import org.jspecify.annotations.Nullable;

/**
 * Reports that the store failed or did not respond, so that its contents are unknown. A {@link
 * StateConflictException} is not a failure of the store.
 */
public class StateException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with the cause of the failure. */
  public StateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
