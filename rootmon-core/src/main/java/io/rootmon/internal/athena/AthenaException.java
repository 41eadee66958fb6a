package io.rootmon.internal.athena;

/** A call to Athena, or a query, failed. The message names the call, the reason and the fix. */
public final class AthenaException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean isTransient;

  AthenaException(String message, String code, boolean isTransient, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.isTransient = isTransient;
  }

  /** Returns the error code or the HTTP status; an empty text if there was no response. */
  public String code() {
    return code;
  }

  /** Returns whether a later call may succeed without a change. */
  public boolean isTransient() {
    return isTransient;
  }
}
