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

/** The streams, the screen and the environment of one run of the program. */
public final class Terminal {
  /** The launcher names the outputs that are screens: Java cannot distinguish them. */
  private static final String SCREENS = "rootmon.screens";

  /** The environment variable that is set to report a bug. */
  static final String TRACE = "ROOTMON_TRACE";

  private static final int USUAL_COLUMNS = 80;
  private static final int NARROWEST = 40;
  private static final int WIDEST = 400;
  private static final int BUFFER = 16 * 1024;

  private final InputStream in;
  private final TrackedPrintStream out;
  private final TrackedPrintStream err;
  private final boolean isOutScreen;
  private final boolean isErrScreen;
  private final boolean isColoured;
  private final int columns;
  private final boolean showsTraces;
  private final InstantSource clock;
  private final Map<String, String> environment;
  private boolean isQuiet;
  private boolean isInputTaken;

  /**
   * Creates a terminal.
   *
   * @param columns the width of the screen in characters
   * @param showsTraces whether an internal error is printed with its stack trace
   * @param environment the variables of the process, which contain secrets
   */
  public Terminal(
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
    this.in = in;
    this.out = out;
    this.err = err;
    this.isOutScreen = isOutScreen;
    this.isErrScreen = isErrScreen;
    this.isColoured = isColoured;
    this.columns = columns;
    this.showsTraces = showsTraces;
    this.clock = clock;
    this.environment = Map.copyOf(environment);
  }

  /** Returns the terminal of this process. */
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

  /** Returns the severity's name, coloured on a screen and padded to the longest name. */
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

  /** Prints an error or a warning to standard error. */
  public void print(String message) {
    err.println("rootmon: " + TerminalText.line(message));
  }

  /** Prints a note about the work to standard error, unless the user wants none. */
  public void note(String message) {
    if (!isQuiet) {
      print(message);
    }
  }

  /** Suppresses notes and progress. Errors and warnings are still printed. */
  void silence(boolean isQuiet) {
    this.isQuiet = isQuiet;
  }

  /**
   * Returns standard input.
   *
   * @throws UsageException if another argument has already read it
   */
  public InputStream in() {
    if (isInputTaken) {
      throw new UsageException("Standard input (-) can be read only once. Use a file instead.");
    }
    isInputTaken = true;
    return in;
  }

  public TrackedPrintStream out() {
    return out;
  }

  public TrackedPrintStream err() {
    return err;
  }

  public boolean isOutScreen() {
    return isOutScreen;
  }

  /** Returns whether standard error is a screen, and the user wants progress on it. */
  public boolean isErrScreen() {
    return isErrScreen && !isQuiet;
  }

  public boolean isColoured() {
    return isColoured;
  }

  /** Returns the width of the screen in characters. */
  public int columns() {
    return columns;
  }

  public boolean showsTraces() {
    return showsTraces;
  }

  public InstantSource clock() {
    return clock;
  }

  /** Returns the variables of the process, which contain secrets. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Returns a string without the environment, which contains secrets. */
  @Override
  public String toString() {
    return "terminal of " + columns + " columns";
  }

  private static TrackedPrintStream utf8(FileDescriptor descriptor) {
    FileOutputStream stream = new FileOutputStream(descriptor);
    return new TrackedPrintStream(
        new BufferedOutputStream(stream, BUFFER), descriptor == FileDescriptor.err);
  }

  /**
   * From Java 22, {@link System#console()} exists without a screen and has an isTerminal method.
   */
  @SuppressWarnings("SystemConsoleNull") // null means no console before Java 22
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
