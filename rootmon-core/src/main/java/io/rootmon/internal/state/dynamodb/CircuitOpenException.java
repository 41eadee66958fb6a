package io.rootmon.internal.state.dynamodb;

import io.rootmon.state.StateException;

/** Reports that the table was not called, because it has not responded recently. */
final class CircuitOpenException extends StateException {
  private static final long serialVersionUID = 1L;

  CircuitOpenException(String message) {
    super(message, null);
  }
}
