package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.channel.slack.SlackInteractionParser;
import io.rootmon.cloudtrail.ObjectReader;
import io.rootmon.coverage.CoverageChecks;
import io.rootmon.coverage.CoverageMonitor;
import io.rootmon.lambda.priming.SnapshotPrimer;
import io.rootmon.monitoring.DeliveryTester;
import io.rootmon.report.WeeklyReporter;
import java.util.Optional;

/**
 * The parts of a function, created once when it starts.
 *
 * @param coverage empty without a coverage configuration
 * @param checks the parts of the hourly check other than the heartbeats; empty if there are none
 * @param tests sends test alerts; empty without a state table, which stores their results
 * @param responses empty without response buttons
 * @param weekly empty if no channel receives the weekly report
 * @param primer runs before a snapshot, with the same templates as the function
 * @param objects empty if messages that name objects in S3 are not followed
 * @param refresh renews what a restored snapshot must not share: connections, secrets, credentials
 */
public record FunctionContext(
    RootMonitor monitor,
    Optional<CoverageMonitor> coverage,
    Optional<CoverageChecks> checks,
    Optional<DeliveryTester> tests,
    Optional<SlackInteractionParser> responses,
    Optional<WeeklyReporter> weekly,
    SnapshotPrimer primer,
    Optional<ObjectReader> objects,
    Runnable refresh) {
  /** Returns a context without coverage, state and weekly report. */
  public static FunctionContext of(
      RootMonitor monitor, Optional<SlackInteractionParser> responses, SnapshotPrimer primer) {
    return new FunctionContext(
        monitor,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        responses,
        Optional.empty(),
        primer,
        Optional.empty(),
        () -> {});
  }
}
