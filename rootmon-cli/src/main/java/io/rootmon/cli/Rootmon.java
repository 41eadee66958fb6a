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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The program. */
@Command(
    name = "rootmon",
    versionProvider = Rootmon.Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "%nSays what the root user did, how alarming it is and why.",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  rootmon alert examples/root-console-login.json   what people would get",
      "  rootmon explain - < event.json                   an event and the reasons",
      "  rootmon scan --since 2026-01-01 AWSLogs/         what root did in an archive",
      "  rootmon scan s3://my-trail/AWSLogs/              the same, in S3",
      "  rootmon history --all-regions                    what root did in 90 days",
      "  rootmon last-used                                root's password, keys and MFA",
      "  rootmon check-config rootmon.json                who would be told of what",
      "  rootmon send-test --config rootmon.json          proves that alerts arrive",
      "  rootmon coverage --config rootmon.json           whether everything is watched",
      "  rootmon report examples/archive                  incidents, from first to last",
      "  rootmon help scan                                a command's own help",
      "",
      "Input: CloudTrail records, log files (plain or gzip), EventBridge events,",
      "SQS and SNS messages around them, GuardDuty findings, JSON Lines: told apart",
      "by their content.",
      "",
      "Exit codes:",
      "  0  done",
      "  1  something could not be processed or delivered: named, the rest done",
      "  2  the command line was not understood",
      "",
      "Environment:",
      "  NO_COLOR       set to anything: no colours",
      "  COLUMNS        the width of tables; the screen's own unless set",
      "  JAVA_HOME      the Java, 17 or newer, that the launcher takes",
      "  ROOTMON_TRACE  set to anything: a bug is told with the place in the program",
      "  AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL and the AWS command line's other",
      "                 variables and files: how AWS is reached, where a channel does"
    })
public final class Rootmon implements Runnable {
  public static final int DONE = 0;
  public static final int INCOMPLETE = 1;
  public static final int USAGE = 2;

  private static final Set<String> COMMANDS_THAT_STAND_ALONE =
      Set.of(
          "alert", "explain", "scan", "history", "last-used", "rules", "send-test", "check-config", "coverage", "report");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess(System.getenv());
    System.exit(run(terminal, arguments));
  }

  /** Runs a command line; the exit code is returned. */
  public static int run(Terminal terminal, String... arguments) {
    return ended(
        terminal,
        asksToExplainFiles(arguments)
            ? explain(terminal, List.of(arguments).subList(1, arguments.length))
            : parse(terminal, arguments));
  }

  /** Whether names follow and nothing else, as most often. */
  private static boolean asksToExplainFiles(String... arguments) {
    boolean names = arguments.length > 1 && arguments[0].equals("explain");
    for (String argument : arguments) {
      names &= !argument.startsWith("-") || argument.equals(InputReader.STANDARD_INPUT);
    }
    return names;
  }

  /** Without picocli, which takes a third of the time. */
  private static int explain(Terminal terminal, List<String> files) {
    try {
      return new ExplainCommand(terminal, files).call();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
      return failed(terminal, e);
    }
  }

  private static int parse(Terminal terminal, String... arguments) {
    CommandLine program = new CommandLine(new Rootmon());
    Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
    commands.put("alert", AlertCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("scan", ScanCommand::new);
    commands.put("history", HistoryCommand::new);
    commands.put("last-used", LastUsedCommand::new);
    commands.put("rules", RulesCommand::new);
    commands.put("check-config", CheckConfigCommand::new);
    commands.put("send-test", SendTestCommand::new);
    commands.put("coverage", CoverageCommand::new);
    commands.put("report", ReportCommand::new);
    commands.put("help", unused -> new CommandLine.HelpCommand());
    String first = arguments.length == 0 ? "" : arguments[0];
    if (COMMANDS_THAT_STAND_ALONE.contains(first)) {
      // To look at a command's options takes time, which the other commands' need not take.
      commands.keySet().retainAll(Set.of(first));
    }
    commands.forEach((name, command) -> program.addSubcommand(name, command.apply(terminal)));
    program
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.isColoured() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.min(Math.max(terminal.columns(), 80), 100))
        .setCaseInsensitiveEnumValuesAllowed(true)
        // A file's name may begin with the sign.
        .setExpandAtFiles(false)
        .registerConverter(Path.class, Rootmon::path)
        .setParameterExceptionHandler((e, unused) -> usage(terminal, e))
        .setExecutionExceptionHandler((e, command, unused) -> failed(terminal, e));
    return execute(program, terminal, arguments);
  }

  private static int execute(CommandLine program, Terminal terminal, String... arguments) {
    try {
      return program.execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      return failed(terminal, e);
    }
  }

  /** An exit code of 0 promises that all was written. */
  private static int ended(Terminal terminal, int code) {
    Optional<String> loss = terminal.out().loss();
    loss.ifPresent(it -> terminal.say("standard output: expected to write all of it but " + it));
    return loss.isPresent() && code == DONE ? INCOMPLETE : code;
  }

  /** A blank one, which an unset variable leaves, would be the current folder. */
  private static Path path(String value) {
    if (value.isBlank()) {
      throw new TypeConversionException("expected a path but was blank");
    }
    return Path.of(value);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command but was none");
  }

  private static int usage(Terminal terminal, ParameterException problem) {
    CommandSpec command = problem.getCommandLine().getCommandSpec();
    terminal.say(String.valueOf(problem.getMessage()));
    terminal.say("see '" + command.qualifiedName() + " --help'");
    return USAGE;
  }

  private static int failed(Terminal terminal, Throwable problem) {
    if (problem instanceof UsageException) {
      String.valueOf(problem.getMessage()).lines().forEach(terminal::say);
      return USAGE;
    }
    if (terminal.showsTraces()) {
      StringWriter trace = new StringWriter();
      problem.printStackTrace(new PrintWriter(trace));
      terminal.err().print(TerminalText.lines(trace.toString()));
    }
    terminal.say("a bug: " + problem + " (" + Terminal.TRACE + "=1 shows where)");
    return INCOMPLETE;
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Rootmon.class.getPackage().getImplementationVersion();
      return new String[] {"rootmon " + Optional.ofNullable(version).orElse("(not packaged)")};
    }
  }
}
