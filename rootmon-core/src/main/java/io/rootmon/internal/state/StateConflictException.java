package io.rootmon.internal.state;

import io.rootmon.state.StateException;

/**
 * Reports that other workers changed the same account's state until the deadline. The store works
 * and nothing was written, so the same call can succeed later.
 */
public final class StateConflictException extends StateException {
  private static final long serialVersionUID = 1L;

  public StateConflictException(String message) {
    super(message, null);
  }
}
