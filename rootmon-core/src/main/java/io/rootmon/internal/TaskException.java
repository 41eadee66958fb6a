package io.rootmon.internal;

/** A task on another thread did not return a result. */
public final class TaskException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why there is no result. */
  public enum Reason {
    TIMEOUT,
    INTERRUPTED,
    /** The task threw an exception, which is the cause. */
    FAILED
  }

  private final Reason reason;

  TaskException(Reason reason, Throwable cause) {
    super(cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Returns the exception of the task; of a timeout or an interruption, that of the wait. */
  public Throwable failure() {
    Throwable cause = getCause();
    return cause == null ? this : cause;
  }

  /** Returns the reason for a log or an alert. It never quotes the message of the exception. */
  public String describe() {
    return switch (reason) {
      case TIMEOUT -> "no response in time";
      case INTERRUPTED -> "interrupted";
      case FAILED -> ErrorLocation.of(failure());
    };
  }
}
