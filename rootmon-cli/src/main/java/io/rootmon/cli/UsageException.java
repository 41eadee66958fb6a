package io.rootmon.cli;

/** Reports an invalid argument or option. The process ends with {@link ExitCode#USAGE}. */
public final class UsageException extends CommandException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(ExitCode.USAGE, message);
  }
}
