package io.rootmon.cli.athena;

import io.rootmon.cli.Terminal;
import io.rootmon.cli.UsageException;
import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.aws.AwsSession;
import io.rootmon.cli.s3.ArchiveSize;
import io.rootmon.cli.scan.LogSource;
import io.rootmon.cli.scan.ScanDays;
import io.rootmon.cli.scan.ScanScope;
import io.rootmon.detect.ProtectedResources;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.athena.AthenaQueries;
import io.rootmon.internal.athena.AthenaQueries.AthenaException;
import io.rootmon.internal.athena.AthenaQueries.Located;
import io.rootmon.internal.athena.AthenaQueries.Workgroup;
import io.rootmon.internal.athena.CandidateQuery;
import io.rootmon.internal.text.CountText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.athena.AthenaClient;

/** The options of a scan that Athena does. */
public final class AthenaOptions {
  private static final String HUB_TABLE = "rootmon.trail";
  private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
  private static final Pattern WORKGROUP = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  @Option(
      names = "--athena",
      paramLabel = "WORKGROUP",
      description =
          "Amazon Athena selects the records, in this workgroup. Shows the price first, and asks.")
  private @Nullable String workgroup;

  @Option(
      names = "--athena-table",
      paramLabel = "DATABASE.TABLE",
      description = "The CloudTrail table (default: ${DEFAULT-VALUE}, of rootmon's hub).")
  private String table = HUB_TABLE;

  @Option(
      names = {"-y", "--yes"},
      description = "Starts the Athena query without asking.")
  private boolean isConfirmed;

  @Option(
      names = "--all-time",
      description = "Allows an Athena query without --since, which scans the whole table.")
  private boolean isAllTime;

  /** Whether Athena is wanted. */
  public boolean isPresent() {
    return workgroup != null;
  }

  /**
   * Checks the options before anything is read.
   *
   * @throws UsageException for a value that cannot be used
   */
  public void check(ScanScope scope, List<String> paths) {
    if (workgroup == null) {
      if (!table.equals(HUB_TABLE) || isConfirmed || isAllTime) {
        throw new UsageException("--athena-table, --yes and --all-time need --athena WORKGROUP.");
      }
      return;
    }
    if (!paths.isEmpty()) {
      throw new UsageException("--athena reads a table, and no FILE. Remove one of them.");
    }
    if (!WORKGROUP.matcher(workgroup).matches()) {
      throw new UsageException(
          "'" + workgroup + "' is not valid for --athena. Use the name of a workgroup.");
    }
    if (!TABLE.matcher(table).matches()) {
      throw new UsageException(
          "'"
              + table
              + "' is not valid for --athena-table. Use DATABASE.TABLE, such as "
              + HUB_TABLE
              + ".");
    }
    if (scope.range().since().isEmpty() && !isAllTime) {
      throw new UsageException(
          "Athena would scan the whole table. Add --since 2026-01-01, or --all-time to scan all"
              + " of it.");
    }
  }

  /**
   * Prepares the query, shows its price, and asks.
   *
   * @param resources rootmon's own resources that the configuration lists
   * @throws AwsProblem if AWS denies a call, or the table cannot be used
   * @throws UsageException if the user does not confirm
   */
  public LogSource open(
      AwsSession session,
      ScanScope scope,
      ProtectedResources resources,
      Sleeper sleeper,
      Terminal terminal)
      throws AwsProblem {
    String group = String.valueOf(workgroup);
    AthenaQueries queries =
        new AthenaQueries(
            session.configure(AthenaClient.builder(), session.region()).build(), group);
    try {
      Workgroup settings = queries.workgroup();
      if (!settings.isEnabled()) {
        throw AwsProblem.because(
            "Workgroup " + group + " is disabled. Enable it, or name another by --athena.");
      }
      String[] names = table.split("\\.", -1);
      Located located = queries.table(names[0], names[1]);
      if (!located.table().isPartitionedByDay() && !isAllTime) {
        throw AwsProblem.because(
            "Table "
                + table
                + " has no partition key for the day, so --since does not limit what Athena scans."
                + " Use a table with partition projection, or add --all-time.");
      }
      show(session, scope, located, settings, group, terminal);
      confirm(terminal);
      ScanDays days = ScanDays.of(scope.range());
      String sql =
          new CandidateQuery(
                  located.table(),
                  resources,
                  days.first(),
                  days.last(),
                  scope.accounts(),
                  scope.regions())
              .sql();
      return new AthenaSource(queries, "table " + table, sql, sleeper, terminal);
    } catch (AthenaException | IllegalArgumentException e) {
      queries.close();
      throw AwsProblem.because(String.valueOf(e.getMessage()));
    } catch (RuntimeException | AwsProblem e) {
      queries.close();
      throw e;
    }
  }

  private void show(
      AwsSession session,
      ScanScope scope,
      Located located,
      Workgroup settings,
      String group,
      Terminal terminal)
      throws AwsProblem {
    terminal.note("Athena workgroup " + group + ", table " + table + ".");
    Optional<ArchiveSize> size = Optional.empty();
    if (located.location().isPresent()) {
      size = Optional.of(ArchiveSize.measure(session, located.location().get(), scope));
    }
    if (size.isEmpty() || size.get().problem().isPresent()) {
      String why =
          size.flatMap(ArchiveSize::problem)
              .map(it -> String.valueOf(it.getMessage()))
              .orElse("the table's metadata names no location");
      terminal.print("The bytes to scan are unknown: " + why);
    } else {
      terminal.note(
          "To scan: "
              + (size.get().isComplete() ? "about " : "at least ")
              + AthenaCost.of(size.get().bytes())
              + " in "
              + CountText.of(size.get().objects(), "object")
              + ", at 5 USD for 1 TB.");
      long bytes = size.get().bytes();
      if (settings.maxBytes().filter(it -> it < bytes).isPresent()) {
        terminal.print(
            "The query will fail at the limit of the workgroup. Use a shorter time range, or raise"
                + " the limit.");
      }
    }
    terminal.note(
        "Limit of the workgroup: "
            + settings.maxBytes().map(it -> AthenaCost.of(it)).orElse("none")
            + ".");
  }

  private void confirm(Terminal terminal) {
    if (isConfirmed) {
      return;
    }
    terminal.err().print("Start the query? [y/N] ");
    terminal.err().flush();
    String answer = "";
    try {
      String line =
          new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
              .readLine();
      answer = line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      // Not confirmed.
    }
    if (!answer.equals("y") && !answer.equals("yes")) {
      terminal.err().println();
      throw new UsageException("The query was not started. Confirm it, or add --yes.");
    }
  }
}
