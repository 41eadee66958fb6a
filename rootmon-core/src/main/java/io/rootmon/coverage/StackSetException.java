package io.rootmon.coverage;

import org.jspecify.annotations.Nullable;

/** A call about a StackSet failed; the message says why. */
public final class StackSetException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean mayPass;

  /**
   * Creates the exception.
   *
   * @param mayPass whether a later call can succeed without a change by a person
   */
  public StackSetException(String message, boolean mayPass, @Nullable Throwable cause) {
    super(message, cause);
    this.mayPass = mayPass;
  }

  /** Whether a later call can succeed, such as after another operation on the StackSet ended. */
  public boolean isTransient() {
    return mayPass;
  }
}
