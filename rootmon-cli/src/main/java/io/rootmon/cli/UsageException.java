package io.rootmon.cli;

/** An argument or option that cannot be used. The process ends with {@link ExitCode#USAGE}. */
public final class UsageException extends CommandException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(ExitCode.USAGE, message);
  }
}
