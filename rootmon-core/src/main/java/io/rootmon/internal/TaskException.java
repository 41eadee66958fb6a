package io.rootmon.internal;

/** Reports that a task on another thread did not return a result. */
public final class TaskException extends Exception {
  private static final long serialVersionUID = 1;

  /** The reason why there is no result. */
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

  /** Returns the exception of the task, or of the wait after a timeout or an interruption. */
  public Throwable failure() {
    Throwable cause = getCause();
    return cause == null ? this : cause;
  }

  /** Returns the reason for a log or an alert. It never contains the message of the exception. */
  public String describe() {
    return switch (reason) {
      case TIMEOUT -> "no response in time";
      case INTERRUPTED -> "interrupted";
      case FAILED -> ErrorLocation.of(failure());
    };
  }
}
