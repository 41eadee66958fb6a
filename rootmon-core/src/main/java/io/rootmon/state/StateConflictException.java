package io.rootmon.state;

/**
 * Other workers changed the same account's state until the time was over. The store answers, and
 * nothing was written: the same call succeeds later.
 */
public final class StateConflictException extends StateException {
  private static final long serialVersionUID = 1L;

  public StateConflictException(String message) {
    super(message, null);
  }
}
