package io.rootmon.internal.athena;

/** A call to Athena, or a query, failed. The message names the call, the reason and the fix. */
public final class AthenaException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean isTransient;

  AthenaException(String message, boolean isTransient, Throwable cause) {
    super(message, cause);
    this.isTransient = isTransient;
  }

  /** Returns whether a later call may succeed without a change. */
  public boolean isTransient() {
    return isTransient;
  }
}
