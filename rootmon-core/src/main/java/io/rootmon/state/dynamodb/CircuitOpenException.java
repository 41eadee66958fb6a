package io.rootmon.state.dynamodb;

import io.rootmon.state.StateException;

/** The table was not called, because it has not answered lately. */
final class CircuitOpenException extends StateException {
  private static final long serialVersionUID = 1L;

  CircuitOpenException(String message) {
    super(message, null);
  }
}
