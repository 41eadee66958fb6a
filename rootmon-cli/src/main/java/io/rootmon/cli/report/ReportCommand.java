package io.rootmon.cli.report;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.AlertFactory;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.ChannelContext;
import io.rootmon.cli.ConfigFile;
import io.rootmon.cli.Rootmon;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.UsageException;
import io.rootmon.config.Configuration;
import io.rootmon.incident.Incident;
import io.rootmon.render.Templates;
import io.rootmon.report.IncidentReader;
import io.rootmon.report.Week;
import io.rootmon.state.StateException;
import io.rootmon.state.StateStore;
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
    description = "Tells an incident from its first event to its last, or a week.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "With a configuration, from the state's table, with your credentials: an incident",
      "by its id, which every alert names; an account's latest; or the organization's",
      "week. Without, what root did in files, put into incidents by the events' times.",
      "Nothing is sent, and nothing is written but what --out asks for.",
      "",
      "Examples:",
      "  rootmon report examples/root-console-login.json",
      "  rootmon report --config rootmon.json 111122223333-2026-03-14-c8f9692b",
      "  rootmon report --config rootmon.json --account 111122223333 --format html --out a.html",
      "  rootmon report --config rootmon.json --week 2026-W47"
    })
public final class ReportCommand implements Callable<Integer> {
  private static final Duration MAX_DURATION = Duration.ofMinutes(5);
  private static final String LAST = "last";

  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "INCIDENT|FILE",
      description =
          "With --config an incident's id; without, files or folders, - is standard input.")
  private List<String> names = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration, a JSON document with state.")
  private @Nullable Path config;

  @Option(
      names = "--account",
      paramLabel = "NUMBER",
      description = "The account's latest incident.")
  private @Nullable String account;

  @Option(
      names = "--week",
      arity = "0..1",
      paramLabel = "WEEK",
      fallbackValue = LAST,
      description = "The organization's week, such as 2026-W47; the last one unless named.")
  private @Nullable String week;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, html or json (default: ${DEFAULT-VALUE}).")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description = "A file, or a folder that is there, for a file each.")
  private @Nullable Path out;

  public ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ReportWriter printing = new ReportWriter(terminal, format, Optional.ofNullable(out));
    try {
      if (config == null) {
        requireFiles();
        return new FileReport(terminal, names).print(printing);
      }
      requireOne();
      Optional<Alert> report = stored(config);
      printing.print(report.stream().toList());
      return report.isPresent() ? Rootmon.DONE : Rootmon.INCOMPLETE;
    } catch (StateException e) {
      terminal.say(String.valueOf(e.getMessage()));
      return Rootmon.INCOMPLETE;
    }
  }

  private void requireFiles() {
    if (account != null || week != null) {
      throw new UsageException(
          (account == null ? "--week" : "--account")
              + ": expected --config FILE with it, which names the table of incidents");
    }
    if (names.isEmpty()) {
      throw new UsageException("expected files, or --config FILE and an incident, but was neither");
    }
  }

  private void requireOne() {
    int asked = names.size() + (account == null ? 0 : 1) + (week == null ? 0 : 1);
    if (asked != 1) {
      throw new UsageException(
          "expected one incident, --account or --week beside --config but was " + asked);
    }
  }

  private Optional<Alert> stored(Path file) throws StateException {
    Configuration configuration = ConfigFile.ofOption(file);
    if (configuration.state().isEmpty()) {
      throw new UsageException(
          "--config: "
              + file.getFileName()
              + ": state: expected a table, where incidents are kept, but was missing");
    }
    ChannelContext around =
        configuration.context(
            terminal.environment(), AwsAccess::ofProcess, Templates.builtIn())
            .at(terminal.clock());
    try {
      StateStore store = configuration.store(around);
      String named = week;
      if (named != null) {
        return Optional.of(configuration.weekly(around, store).report(week(named), MAX_DURATION));
      }
      Optional<Incident> incident = incident(new IncidentReader(store.incidents()));
      if (incident.isEmpty()) {
        terminal.say(nothing());
        return Optional.empty();
      }
      AlertFactory alerts = new AlertFactory(configuration.accountDirectory());
      return Optional.of(new IncidentReader(store.incidents()).report(incident.get(), alerts));
    } catch (IllegalArgumentException e) {
      throw ConfigFile.refused(e);
    }
  }

  private Week week(String name) {
    try {
      return name.equals(LAST) ? Week.of(terminal.clock().instant()).previous() : Week.parse(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--week: " + e.getMessage());
    }
  }

  private Optional<Incident> incident(IncidentReader incidents) throws StateException {
    return account == null ? incidents.find(names.get(0)) : incidents.latest(number(account));
  }

  private static String number(String account) {
    try {
      return new AccountId(account).value();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--account: " + e.getMessage());
    }
  }

  private String nothing() {
    return account == null
        ? names.get(0) + ": expected an incident of the table but there is none of that id"
        : "account " + account + ": expected an incident of the table but there is none";
  }
}
