package io.rootmon.cli;

import java.util.List;

/**
 * Runs the most frequent commands in one process, for the class cache of the packaged command line.
 * A cache is made by one process with the same class path, so this class is in the jar. No command
 * calls it.
 */
final class CacheTrainer {
  private CacheTrainer() {}

  /**
   * Runs the commands.
   *
   * @param arguments an event, a folder of log files, a configuration document, and a new folder
   *     for the messages
   */
  public static void main(String[] arguments) {
    String event = arguments[0];
    List<String[]> commands =
        List.of(
            new String[] {"--version"},
            new String[] {"explain", event},
            new String[] {"explain", "--format", "json", event},
            new String[] {"scan", arguments[1]},
            new String[] {"check-config", arguments[2]},
            new String[] {"alert", "--out", arguments[3], event});
    for (String[] command : commands) {
      int code = Rootmon.run(Terminal.ofProcess(System.getenv()), command);
      if (code != ExitCode.DONE.value()) {
        throw new IllegalStateException(
            String.join(" ", command) + ": expected exit code 0 but was " + code);
      }
    }
    System.exit(0);
  }
}
