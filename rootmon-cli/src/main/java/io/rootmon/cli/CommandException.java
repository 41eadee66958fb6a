package io.rootmon.cli;

/**
 * Ends a command with an exit code. Each line of the message is one error for the user, with its
 * cause and its fix.
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
