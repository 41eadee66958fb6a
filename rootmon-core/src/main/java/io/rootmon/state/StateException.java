package io.rootmon.state;

import org.jspecify.annotations.Nullable;

/**
 * The store failed or did not answer, so that its contents are not known. A {@link
 * StateConflictException} is no failure of the store.
 */
public class StateException extends Exception {
  private static final long serialVersionUID = 1L;

  public StateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
