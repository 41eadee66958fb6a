package io.rootmon.cli.report;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.channel.ChannelContext;
import io.rootmon.cli.AwsErrors;
import io.rootmon.cli.CommandException;
import io.rootmon.cli.ConfigFile;
import io.rootmon.cli.ExitCode;
import io.rootmon.cli.TemplateOption;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.UsageException;
import io.rootmon.incident.Incident;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.report.IncidentReader;
import io.rootmon.internal.report.Week;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.state.StateException;
import io.rootmon.time.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rootmon report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Reports an incident from its first event to its last, or a week.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "Without a configuration, reports the incidents in files. With a configuration,",
      "reads the state table with your credentials: an incident by its ID, which every",
      "alert contains; the latest incident of an account; or the week of the",
      "organization. Nothing is sent.",
      "",
      "Exit codes:",
      "  0  done",
      "  2  invalid options or arguments",
      "  3  the configuration is wrong",
      "  4  an input or the table could not be read, or the incident does not exist",
      "",
      "Examples:",
      "  rootmon report examples/root-console-login.json",
      "  rootmon report -c rootmon.json 111122223333-2026-03-14-c8f9692b",
      "  rootmon report -c rootmon.json --account 111122223333 -f html -o report.html",
      "  rootmon report -c rootmon.json --week 2026-W47"
    })
public final class ReportCommand implements Callable<Integer> {
  private static final Duration MAX_DURATION = Duration.ofMinutes(5);
  private static final String LAST = "last";

  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "INCIDENT|FILE",
      description =
          "Files or folders with events, - is standard input; with --config, the ID of an"
              + " incident.")
  private List<String> names = List.of();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration with state; - is standard input.")
  private @Nullable Path config;

  @Option(
      names = "--account",
      paramLabel = "NUMBER",
      description = "The latest incident of this account.")
  private @Nullable String account;

  @Option(
      names = "--week",
      arity = "0..1",
      paramLabel = "WEEK",
      fallbackValue = LAST,
      description = "The week of the organization, for example 2026-W47 (default: the last week).")
  private @Nullable String week;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "text, json, html or ocsf (default: text).")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "PATH",
      description =
          "Writes to this file, or into this existing folder with a file for each incident.")
  private @Nullable Path out;

  @Option(
      names = {"-t", "--templates"},
      paramLabel = "DIR",
      description = "Your templates, instead of those of the configuration.")
  private @Nullable Path templates;

  public ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (config == null) {
      requireFiles();
    } else {
      requireOne();
    }
    ConfigurationDocument configuration =
        config == null ? ConfigurationDocument.EMPTY : ConfigFile.read(config, terminal);
    ChannelContext around = TemplateOption.context(terminal, configuration, templates);
    ReportWriter printing =
        new ReportWriter(terminal, format, Optional.ofNullable(out), around.templates());
    try {
      if (config == null) {
        return new FileReport(terminal, names).print(printing);
      }
      Optional<Alert> report = stored(config, configuration, around.at(terminal.clock()));
      printing.print(report.stream().toList());
      TemplateOption.printProblem(terminal, around.templates());
      return ExitCode.completed(report.isPresent()).value();
    } catch (StateException e) {
      terminal.print(AwsErrors.describe(String.valueOf(e.getMessage())));
      return ExitCode.FAILURE.value();
    }
  }

  private void requireFiles() {
    if (account != null || week != null) {
      throw new UsageException(
          (account == null ? "--week" : "--account")
              + " needs --config FILE, which names the table of incidents.");
    }
    if (names.isEmpty()) {
      throw new UsageException(
          "'rootmon report' needs FILE, or --config FILE and the ID of an incident.");
    }
  }

  private void requireOne() {
    int asked = names.size() + (account == null ? 0 : 1) + (week == null ? 0 : 1);
    if (asked != 1) {
      throw new UsageException(
          asked == 0
              ? "--config needs the ID of an incident, --account NUMBER or --week."
              : "Give only one of: the ID of an incident, --account, --week.");
    }
  }

  private Optional<Alert> stored(
      Path file, ConfigurationDocument configuration, ChannelContext around) throws StateException {
    if (configuration.state().isEmpty()) {
      throw new CommandException(
          ExitCode.CONFIGURATION,
          file + ": state is missing. Add the table that contains the incidents.");
    }
    try {
      SharedStateStore store = configuration.store(around);
      String named = week;
      if (named != null) {
        return Optional.of(
            configuration.weekly(around, store).report(week(named), Deadline.in(MAX_DURATION)));
      }
      Optional<Incident> incident = incident(new IncidentReader(store.incidents()));
      if (incident.isEmpty()) {
        terminal.print(nothing());
        return Optional.empty();
      }
      AlertFactory alerts =
          new AlertFactory(
              configuration.accountDirectory(),
              configuration.links(),
              configuration.locator(),
              configuration.reportSource());
      return Optional.of(new IncidentReader(store.incidents()).report(incident.get(), alerts));
    } catch (IllegalArgumentException e) {
      throw ConfigFile.rejected(e);
    }
  }

  private Week week(String name) {
    try {
      return name.equals(LAST) ? Week.of(terminal.clock().instant()).previous() : Week.parse(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "'" + name + "' is not valid for --week. Use a week such as 2026-W47.");
    }
  }

  private Optional<Incident> incident(IncidentReader incidents) throws StateException {
    return account == null ? incidents.find(names.get(0)) : incidents.latest(number(account));
  }

  private static String number(String account) {
    try {
      return new AccountId(account).value();
    } catch (IllegalArgumentException e) {
      throw new UsageException("'" + account + "' is not valid for --account. Use 12 digits.");
    }
  }

  private String nothing() {
    return account == null
        ? "No incident "
            + names.get(0)
            + " in the table. Every alert contains the ID of its incident."
        : "No incident of account " + account + " in the table.";
  }
}
