package io.rootmon.internal.coverage;

import org.jspecify.annotations.Nullable;

/** Reports a failed call about a StackSet. The message contains the reason. */
public final class StackSetException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean isTransient;

  /**
   * Creates the exception.
   *
   * @param isTransient whether a later call can succeed without a change by a person
   */
  public StackSetException(String message, boolean isTransient, @Nullable Throwable cause) {
    super(message, cause);
    this.isTransient = isTransient;
  }

  /** Returns whether a later call may succeed, such as after another operation on the StackSet. */
  public boolean isTransient() {
    return isTransient;
  }
}
