package io.rootmon.state;

import org.jspecify.annotations.Nullable;

/** The store could not be asked, or not now; nobody knows what it would have said. */
public final class StateException extends Exception {
  private static final long serialVersionUID = 1L;

  public StateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
