package io.rootmon.cli;

/** The exit codes of every command. */
public enum ExitCode {
  /** The command did all of its work. */
  DONE(0, "done"),
  /** The command checks something, and the check failed. */
  FINDINGS(1, "gaps in coverage, a failed control (last-used) or case (test-rules)"),
  /** The command line is wrong; nothing was done. */
  USAGE(2, "invalid options or arguments; nothing was done"),
  /** The configuration is wrong or lacks a section that the command needs. */
  CONFIGURATION(3, "the configuration is wrong or incomplete"),
  /** An input could not be read, or a remote service failed. The rest was done. */
  FAILURE(4, "an input could not be read, or a remote service failed");

  private final int value;
  private final String meaning;

  ExitCode(int value, String meaning) {
    this.value = value;
    this.meaning = meaning;
  }

  /** Returns the code that the process ends with. */
  public int value() {
    return value;
  }

  /** Returns what the code means, as help texts print it. */
  public String meaning() {
    return meaning;
  }

  /** Returns {@link #DONE} if the work is complete, else {@link #FAILURE}. */
  public static ExitCode completed(boolean isComplete) {
    return isComplete ? DONE : FAILURE;
  }
}
