package io.rootmon.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A command line that was run in this process, and what came of it. */
public record CommandResult(int code, String out, String err) {
  private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

  public static CommandResult rootmon(String... arguments) {
    return withInput("", false, arguments);
  }

  public static CommandResult onScreen(String... arguments) {
    return withInput("", true, arguments);
  }

  public static CommandResult withInput(String input, String... arguments) {
    return withInput(input, false, arguments);
  }

  /** With those variables of the environment. */
  public static CommandResult within(Map<String, String> environment, String... arguments) {
    return run("", false, environment, arguments);
  }

  private static CommandResult withInput(String input, boolean isColoured, String... arguments) {
    return run(input, isColoured, Map.of(), arguments);
  }

  private static CommandResult run(
      String input, boolean isColoured, Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new TrackedPrintStream(out, true),
            new TrackedPrintStream(err, true),
            isColoured,
            false,
            isColoured,
            80,
            false,
            InstantSource.fixed(NOW),
            environment);
    int code = Rootmon.run(terminal, arguments);
    return new CommandResult(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** An example of the source tree. */
  public static String example(String name) {
    return "../examples/" + name;
  }
}
