package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.channel.slack.SlackInteractionParser;
import io.rootmon.cloudtrail.ObjectReader;
import io.rootmon.coverage.CoverageChecks;
import io.rootmon.coverage.CoverageMonitor;
import io.rootmon.lambda.priming.SnapshotPrimer;
import io.rootmon.report.WeeklyReporter;
import java.util.Map;
import java.util.Optional;

/** Makes a function's line from its environment, once at its start. */
@FunctionalInterface
public interface Wiring {
  /**
   * The line, and what has to be known of it around a snapshot.
   *
   * @param coverage empty where nobody checks it
   * @param checks what the hourly check looks at beside the heartbeats; empty if nothing
   * @param tests sends test alerts; empty without a state table, where their result is read
   * @param responses empty where nobody responds by buttons
   * @param weekly empty where nobody is told of a week
   * @param rehearsal what primes it, with the very templates that are used
   * @param objects empty where messages that name objects in S3 are not followed
   * @param refresh makes anew what a snapshot must not carry into its restored copies: connections,
   *     secrets and credentials
   */
  record FunctionContext(
      RootMonitor monitor,
      Optional<CoverageMonitor> coverage,
      Optional<CoverageChecks> checks,
      Optional<DeliveryTester> tests,
      Optional<SlackInteractionParser> responses,
      Optional<WeeklyReporter> weekly,
      SnapshotPrimer rehearsal,
      Optional<ObjectReader> objects,
      Runnable refresh) {
    public FunctionContext(
        RootMonitor monitor,
        Optional<CoverageMonitor> coverage,
        Optional<SlackInteractionParser> responses,
        Optional<WeeklyReporter> weekly,
        SnapshotPrimer rehearsal,
        Runnable refresh) {
      this(
          monitor,
          coverage,
          Optional.empty(),
          Optional.empty(),
          responses,
          weekly,
          rehearsal,
          Optional.empty(),
          refresh);
    }

    FunctionContext(RootMonitor monitor, SnapshotPrimer rehearsal, Runnable refresh) {
      this(monitor, Optional.empty(), rehearsal, refresh);
    }

    FunctionContext(
        RootMonitor monitor,
        Optional<CoverageMonitor> coverage,
        SnapshotPrimer rehearsal,
        Runnable refresh) {
      this(monitor, coverage, Optional.empty(), Optional.empty(), rehearsal, refresh);
    }
  }

  /**
   * The line.
   *
   * @throws IllegalArgumentException naming all that is wrong with the environment
   */
  FunctionContext wire(Map<String, String> environment);
}
