package io.rootmon.lambda;

/** A bug of ours, or a library that is not there, told without what an event may have put in it. */
final class ErrorLocation {
  private ErrorLocation() {}

  /** Where it is, not what it says: an unknown exception may quote a secret. */
  static String whereabouts(Throwable bug) {
    StackTraceElement[] trace = bug.getStackTrace();
    return "a bug: " + bug.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
