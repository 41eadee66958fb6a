package io.rootmon.internal;

/** Describes an unexpected error without its message, which may quote a secret of an event. */
public final class ErrorLocation {
  private ErrorLocation() {}

  /** Returns the type of the error and the line that threw it. */
  public static String of(Throwable error) {
    StackTraceElement[] trace = error.getStackTrace();
    return "a bug: " + error.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
