package io.rootmon.cli.history;

import io.rootmon.cli.ExitCode;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.UsageException;
import io.rootmon.cli.aws.AccountSessions;
import io.rootmon.cli.aws.AccountSessions.Target;
import io.rootmon.cli.aws.AwsOptions;
import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.aws.AwsSession;
import io.rootmon.cli.history.EventLookup.EventHistory;
import io.rootmon.cli.scan.ScanOutput;
import io.rootmon.cli.scan.ScanScope;
import io.rootmon.cli.scan.TimeRange;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.text.CountText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.Region;
import software.amazon.awssdk.services.account.model.RegionOptStatus;

/** {@code rootmon history}. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Reports what root did in the last 90 days, from CloudTrail's event history.",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "No trail is needed: CloudTrail keeps 90 days of management events in each region",
      "of each account. The command looks up the events of the user root, and AssumeRoot.",
      "AWS allows two calls a second, of 50 events each, for a region of an account.",
      "Without --region and --all-regions it reads us-east-1, which records every root",
      "sign-in and IAM, and the region of your profile.",
      "",
      "Permissions: cloudtrail:LookupEvents; account:ListRegions for --all-regions;",
      "organizations:ListAccounts and sts:AssumeRole for --all-accounts.",
      "",
      "Exit codes:",
      "  0  done, with or without findings",
      "  2  invalid options or arguments",
      "  3  the configuration is wrong",
      "  4  an account or a region could not be read",
      "",
      "Examples:",
      "  rootmon history",
      "  rootmon history --since 30d --all-regions -f html > report.html",
      "  rootmon history --all-accounts --role-name OrganizationAccountAccessRole"
    })
public final class HistoryCommand implements Callable<Integer> {
  /**
   * The <a
   * href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html">maximum
   * age of events in LookupEvents</a>.
   */
  private static final Duration MAX_AGE = Duration.ofDays(90);

  private static final Pattern AGE = Pattern.compile("([0-9]{1,4})([dh])");

  /** The region that records console sign-ins, by partition. */
  private static final String SIGN_IN_REGION = "us-east-1";

  private final Terminal terminal;
  private final Sleeper sleeper;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only events from then on: an age such as 30d or 12h, a date (UTC) or a time (default:"
              + " ${DEFAULT-VALUE}).")
  private String since = "90d";

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only events before then. The whole day of a date is included.")
  private @Nullable String until;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Only these regions. May be repeated.")
  private List<String> regions = List.of();

  @Option(names = "--all-regions", description = "Every region that the account has enabled.")
  private boolean isAllRegions;

  @Mixin private AccountSessions accounts = new AccountSessions();
  @Mixin private ScanOutput output = new ScanOutput();
  @Mixin private AwsOptions aws = new AwsOptions();

  public HistoryCommand(Terminal terminal) {
    this(terminal, Sleeper.REAL);
  }

  HistoryCommand(Terminal terminal, Sleeper sleeper) {
    this.terminal = terminal;
    this.sleeper = sleeper;
  }

  @Override
  public Integer call() {
    aws.check();
    output.check();
    if (isAllRegions && !regions.isEmpty()) {
      throw new UsageException("--all-regions cannot be used with --region.");
    }
    if (accounts.isAll() && accounts.roleName().isEmpty()) {
      throw new UsageException(
          "--all-accounts needs --role-name, the role to assume in the other accounts.");
    }
    TimeRange range = range();
    ScanScope scope = ScanScope.parse(range, List.of(), regions);
    List<EventHistory> histories = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try {
      AwsSession session = aws.open();
      for (Target target : accounts.targets(session)) {
        try {
          AwsSession own = accounts.session(session, target);
          for (String region : regions(own, scope.regions(), target, problems)) {
            histories.add(new EventHistory(target, region, own));
          }
        } catch (AwsProblem e) {
          problems.add(target.label() + ": " + e.getMessage());
        }
      }
    } catch (AwsProblem e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    boolean complete = true;
    if (!histories.isEmpty()) {
      EventLookup lookup = new EventLookup(range, terminal.clock(), sleeper);
      complete =
          output.report(
              List.of(new HistorySource(histories, lookup, terminal)),
              // The region of each call selects the records; a record may name another region.
              new ScanScope(range, Set.of(), Set.of()),
              "account-region",
              output.configuration(terminal),
              terminal);
    }
    problems.forEach(terminal::print);
    if (!problems.isEmpty()) {
      terminal.print(CountText.of(problems.size(), "problem") + ": the report is incomplete.");
    }
    return ExitCode.completed(complete && problems.isEmpty()).value();
  }

  private TimeRange range() {
    Instant now = terminal.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    Instant oldest = now.minus(MAX_AGE);
    Matcher age = AGE.matcher(since);
    Instant start;
    if (age.matches()) {
      long count = Long.parseLong(age.group(1));
      start =
          now.minus(age.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count));
    } else {
      try {
        start = TimeRange.of(since, null).since().orElse(oldest);
      } catch (UsageException e) {
        throw new UsageException(
            "'"
                + since
                + "' is not valid for --since. Use an age (30d or 12h), a date (2026-01-31) or a"
                + " time (2026-01-31T08:00:00Z).");
      }
    }
    if (start.isBefore(oldest)) {
      terminal.print(
          "CloudTrail keeps its event history for 90 days: events before "
              + oldest
              + " are not included.");
      start = oldest;
    }
    Optional<Instant> end = TimeRange.of(null, until).until();
    if (end.isPresent() && !start.isBefore(end.get())) {
      throw new UsageException(
          "--until " + until + " is before --since " + start + ". Use a later time.");
    }
    return new TimeRange(Optional.of(start), end);
  }

  private Collection<String> regions(
      AwsSession session, Set<String> selected, Target target, List<String> problems) {
    if (!selected.isEmpty()) {
      return new TreeSet<>(selected);
    }
    if (isAllRegions) {
      try {
        return enabled(session);
      } catch (AwsProblem e) {
        problems.add(target.label() + ": only some regions were read: " + e.getMessage());
      }
    }
    Set<String> standard = new TreeSet<>(Set.of(session.region()));
    if (session.partition().equals("aws")) {
      standard.add(SIGN_IN_REGION);
    }
    return standard;
  }

  private static Collection<String> enabled(AwsSession session) throws AwsProblem {
    Set<String> names = new TreeSet<>();
    try (AccountClient client =
        session.configure(AccountClient.builder(), session.region()).build()) {
      client
          .listRegionsPaginator(
              it ->
                  it.regionOptStatusContains(
                      RegionOptStatus.ENABLED, RegionOptStatus.ENABLED_BY_DEFAULT))
          .regions()
          .stream()
          .map(Region::regionName)
          .forEach(names::add);
      return names;
    } catch (SdkException e) {
      throw AwsProblem.of(
          "list regions", e, "Allow account:ListRegions, or name regions by --region");
    }
  }
}
