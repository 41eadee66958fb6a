package io.rootmon.cli;

/**
 * Ends a command with an exit code. Each line of the message is one error for the user: it says
 * what is wrong and how to fix it.
 */
public class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public CommandException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Returns the code that the process ends with. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
