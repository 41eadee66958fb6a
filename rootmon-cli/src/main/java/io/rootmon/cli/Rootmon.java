package io.rootmon.cli;

import io.rootmon.cli.coverage.CoverageCommand;
import io.rootmon.cli.history.HistoryCommand;
import io.rootmon.cli.lastused.LastUsedCommand;
import io.rootmon.cli.report.ReportCommand;
import io.rootmon.cli.scan.ScanCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The program: parses the command line and runs one command. */
@Command(
    name = "rootmon",
    versionProvider = Rootmon.Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "%nFinds root user activity in AWS CloudTrail, rates it and sends alerts.",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  rootmon explain event.json               rates an event and gives the reasons",
      "  rootmon alert event.json                 shows the alert in every format",
      "  rootmon scan --since 2026-01-01 AWSLogs/ reports root activity in an archive",
      "  rootmon scan s3://my-trail/AWSLogs/      the same, in S3",
      "  rootmon history --all-regions            reports 90 days of root activity",
      "  rootmon last-used                        reports root's password, keys and MFA",
      "  rootmon check-config rootmon.json        checks a configuration",
      "  rootmon test-rules rootmon.json cases    checks your own rules",
      "  rootmon templates preview my-templates   renders every message",
      "  rootmon send-test -c rootmon.json        sends a test alert to each channel",
      "  rootmon coverage -c rootmon.json         lists gaps in the monitoring",
      "  rootmon report examples/archive          reports incidents",
      "  rootmon rules                            lists the rules",
      "  rootmon help scan                        shows the help of a command",
      "",
      "Input:",
      "  CloudTrail records and log files (plain or gzip), EventBridge events, SQS and",
      "  SNS messages with them, GuardDuty and Security Hub findings, JSON Lines, and",
      "  CSV with a header that Athena or CloudTrail Lake exported.",
      "  rootmon detects the format. The file name - is standard input.",
      "",
      "Exit codes:",
      "  0  done",
      "  1  gaps in coverage, a failed control (last-used) or case (test-rules)",
      "  2  invalid options or arguments; nothing was done",
      "  3  the configuration is wrong or incomplete",
      "  4  an input could not be read, or a remote service failed",
      "",
      "Environment:",
      "  NO_COLOR       if set, output has no colors",
      "  COLUMNS        width of tables (default: the width of the terminal)",
      "  JAVA_HOME      Java 17 or newer",
      "  ROOTMON_TRACE  if set, an internal error is printed with its stack trace",
      "  AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL and other AWS CLI settings are used",
      "  for AWS calls."
    })
public final class Rootmon implements Runnable {
  private static final Set<String> COMMANDS_THAT_STAND_ALONE =
      Set.of(
          "alert",
          "explain",
          "scan",
          "history",
          "last-used",
          "rules",
          "send-test",
          "check-config",
          "test-rules",
          "templates",
          "coverage",
          "report");

  private static final Set<String> VERSION_OPTIONS = Set.of("-V", "--version");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess(System.getenv());
    System.exit(run(terminal, arguments));
  }

  /** Runs a command line. Returns the exit code. */
  public static int run(Terminal terminal, String... arguments) {
    if (arguments.length == 1 && VERSION_OPTIONS.contains(arguments[0])) {
      // picocli takes time for all commands, none of which is needed.
      terminal.out().println(new Version().getVersion()[0]);
      return ended(terminal, ExitCode.DONE.value());
    }
    return ended(
        terminal,
        isExplainWithNames(arguments)
            ? explain(terminal, List.of(arguments).subList(1, arguments.length))
            : parse(terminal, arguments));
  }

  /** Returns whether the command line is "explain" with names and no option. */
  private static boolean isExplainWithNames(String... arguments) {
    boolean names = arguments.length > 1 && arguments[0].equals("explain");
    for (String argument : arguments) {
      names &= !argument.startsWith("-") || argument.equals(InputReader.STANDARD_INPUT);
    }
    return names;
  }

  /** Runs the most frequent command without picocli, which takes a third of the time. */
  private static int explain(Terminal terminal, List<String> files) {
    try {
      return new ExplainCommand(terminal, files).call();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
      return failed(terminal, e);
    }
  }

  private static int parse(Terminal terminal, String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    CommandLine program =
        commandLine(terminal, COMMANDS_THAT_STAND_ALONE.contains(first) ? first : "");
    program
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.isColoured() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.min(Math.max(terminal.columns(), 80), 100))
        .setParameterExceptionHandler((e, unused) -> usage(terminal, e))
        .setExecutionExceptionHandler((e, command, unused) -> failed(terminal, e));
    return execute(program, terminal, arguments);
  }

  /** Returns the program with every command, or with the named one only. */
  static CommandLine commandLine(Terminal terminal, String only) {
    CommandLine program = new CommandLine(new Rootmon());
    Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
    commands.put("alert", AlertCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("scan", ScanCommand::new);
    commands.put("history", HistoryCommand::new);
    commands.put("last-used", LastUsedCommand::new);
    commands.put("rules", RulesCommand::new);
    commands.put("check-config", CheckConfigCommand::new);
    commands.put("test-rules", TestRulesCommand::new);
    commands.put("templates", TemplatesCommand::new);
    commands.put("send-test", SendTestCommand::new);
    commands.put("coverage", CoverageCommand::new);
    commands.put("report", ReportCommand::new);
    commands.put("completion", CompletionCommand::new);
    commands.put("help", unused -> new CommandLine.HelpCommand());
    if (!only.isEmpty()) {
      // picocli needs time for the options of each command that is added.
      commands.keySet().retainAll(Set.of(only));
    }
    commands.forEach((name, command) -> program.addSubcommand(name, command.apply(terminal)));
    program
        .getSubcommands()
        .forEach((name, command) -> addStandardOptions(name, command.getCommandSpec(), terminal));
    describeStandardOptions(program.getCommandSpec());
    return program
        .setCaseInsensitiveEnumValuesAllowed(true)
        // The name of a file may begin with an @ sign.
        .setExpandAtFiles(false)
        .registerConverter(Path.class, Rootmon::path);
  }

  private static void addStandardOptions(String name, CommandSpec command, Terminal terminal) {
    command.versionProvider(new Version());
    describeStandardOptions(command);
    if (name.equals("help")) {
      command.usageMessage().header("Shows the help of a command.").description("");
    } else {
      command.addMixin("quiet", CommandSpec.forAnnotatedObject(new QuietOption(terminal)));
    }
  }

  /** Replaces the descriptions of picocli, which are in another style. */
  private static void describeStandardOptions(CommandSpec command) {
    describe(command, "--help", "Prints this help.");
    describe(command, "--version", "Prints the version.");
  }

  private static void describe(CommandSpec command, String option, String description) {
    OptionSpec found = command.findOption(option);
    if (found != null) {
      command.remove(found);
      command.addOption(OptionSpec.builder(found).description(description).build());
    }
  }

  /** The option that every command has for its notes. */
  private static final class QuietOption {
    private final Terminal terminal;

    QuietOption(Terminal terminal) {
      this.terminal = terminal;
    }

    @SuppressWarnings("unused") // Called by picocli.
    @Option(
        names = {"-q", "--quiet"},
        description = "Prints results and errors only: no notes, no progress.")
    void quiet(boolean isQuiet) {
      terminal.silence(isQuiet);
    }
  }

  private static int execute(CommandLine program, Terminal terminal, String... arguments) {
    try {
      return program.execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      return failed(terminal, e);
    }
  }

  /** Checks that everything was written, which exit code 0 promises. */
  private static int ended(Terminal terminal, int code) {
    Optional<String> loss = terminal.out().loss();
    loss.ifPresent(it -> terminal.print("Cannot write to standard output: " + it));
    return loss.isPresent() && code == ExitCode.DONE.value() ? ExitCode.FAILURE.value() : code;
  }

  /**
   * Converts a path. A blank one, which results from an unset variable, would be the current
   * folder.
   */
  private static Path path(String value) {
    if (value.isBlank()) {
      throw new TypeConversionException(
          "the path is empty. Check that the shell variable in it is set.");
    }
    return Path.of(value);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "No command is given.");
  }

  private static int usage(Terminal terminal, ParameterException problem) {
    UsageErrors.of(problem).forEach(terminal::print);
    return ExitCode.USAGE.value();
  }

  private static int failed(Terminal terminal, Throwable problem) {
    if (problem instanceof CommandException known) {
      String.valueOf(known.getMessage()).lines().forEach(terminal::print);
      return known.exitCode().value();
    }
    if (terminal.showsTraces()) {
      StringWriter trace = new StringWriter();
      problem.printStackTrace(new PrintWriter(trace));
      terminal.err().print(TerminalText.lines(trace.toString()));
    }
    terminal.print(
        "Internal error: "
            + problem
            + (terminal.showsTraces()
                ? ""
                : ". Set " + Terminal.TRACE + "=1 to print the stack trace."));
    return ExitCode.FAILURE.value();
  }

  /** Returns the version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Rootmon.class.getPackage().getImplementationVersion();
      return new String[] {"rootmon " + Optional.ofNullable(version).orElse("(not packaged)")};
    }
  }
}
