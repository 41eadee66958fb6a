package io.rootmon.cli;

import io.rootmon.judge.Severity;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * Where the program reads and writes, and what is there: a person's screen or a file.
 *
 * @param columns the screen's width
 * @param showsTraces whether a bug is told with the place in the program
 * @param environment the process's variables, secrets among them
 */
public record Terminal(
    InputStream in,
    TrackedPrintStream out,
    TrackedPrintStream err,
    boolean isOutScreen,
    boolean isErrScreen,
    boolean isColoured,
    int columns,
    boolean showsTraces,
    InstantSource clock,
    Map<String, String> environment) {
  /** The launcher's word on which of its outputs are screens: it can tell each one apart. */
  private static final String SCREENS = "rootmon.screens";

  /** The environment variable that is set to report a bug. */
  static final String TRACE = "ROOTMON_TRACE";

  private static final int USUAL_COLUMNS = 80;
  private static final int NARROWEST = 40;
  private static final int WIDEST = 400;
  private static final int BUFFER = 16 * 1024;

  /** The process's own. */
  public static Terminal ofProcess(Map<String, String> environment) {
    String screens = System.getProperty(SCREENS, isConsole() ? "out,err" : "");
    boolean colourless =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "").equals("dumb");
    boolean out = screens.contains("out");
    return new Terminal(
        System.in,
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        out,
        screens.contains("err"),
        out && !colourless,
        columns(environment.getOrDefault("COLUMNS", "")),
        !environment.getOrDefault(TRACE, "").isEmpty(),
        InstantSource.system(),
        environment);
  }

  /** The severity's name, coloured on a screen, padded to the longest. */
  public String severity(Severity severity) {
    return paint(severity, String.format("%-8s", severity));
  }

  public String paint(Severity severity, String text) {
    if (!isColoured) {
      return text;
    }
    String style =
        switch (severity) {
          case CRITICAL -> "bold,fg(white),bg(red)";
          case HIGH -> "bold,red";
          case MEDIUM -> "yellow";
          case LOW -> "cyan";
          case INFO -> "faint";
        };
    return Ansi.ON.string("@|" + style + " " + text + "|@");
  }

  public String heading(String text) {
    return isColoured ? Ansi.ON.string("@|bold " + text + "|@") : text;
  }

  /** Says something about the work itself, not its result. */
  public void say(String message) {
    err.println("rootmon: " + TerminalText.line(message));
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "terminal of " + columns + " columns";
  }

  private static TrackedPrintStream utf8(FileDescriptor descriptor) {
    FileOutputStream stream = new FileOutputStream(descriptor);
    return new TrackedPrintStream(
        new BufferedOutputStream(stream, BUFFER), descriptor == FileDescriptor.err);
  }

  /** From Java 22 on there is a console even where there is no screen, and it can be asked. */
  @SuppressWarnings(
      "SystemConsoleNull") // null is one answer, and the newer Javas' own is asked too
  private static boolean isConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static int columns(String value) {
    try {
      return Math.max(NARROWEST, Math.min(WIDEST, Integer.parseInt(value.strip())));
    } catch (NumberFormatException e) {
      return USUAL_COLUMNS;
    }
  }
}
