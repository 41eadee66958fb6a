package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.channel.slack.SlackRequests;
import io.rootmon.cloudtrail.ObjectReader;
import io.rootmon.coverage.CoverageChecks;
import io.rootmon.coverage.CoverageWatch;
import io.rootmon.report.Weekly;
import java.util.Map;
import java.util.Optional;

/** Makes a function's line from its environment, once at its start. */
@FunctionalInterface
interface Wiring {
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
  record Wired(
      RootMonitor monitor,
      Optional<CoverageWatch> coverage,
      Optional<CoverageChecks> checks,
      Optional<DeliveryTester> tests,
      Optional<SlackRequests> responses,
      Optional<Weekly> weekly,
      Rehearsal rehearsal,
      Optional<ObjectReader> objects,
      Runnable refresh) {
    Wired(
        RootMonitor monitor,
        Optional<CoverageWatch> coverage,
        Optional<SlackRequests> responses,
        Optional<Weekly> weekly,
        Rehearsal rehearsal,
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

    Wired(RootMonitor monitor, Rehearsal rehearsal, Runnable refresh) {
      this(monitor, Optional.empty(), rehearsal, refresh);
    }

    Wired(
        RootMonitor monitor,
        Optional<CoverageWatch> coverage,
        Rehearsal rehearsal,
        Runnable refresh) {
      this(monitor, coverage, Optional.empty(), Optional.empty(), rehearsal, refresh);
    }
  }

  /**
   * The line.
   *
   * @throws IllegalArgumentException naming all that is wrong with the environment
   */
  Wired wire(Map<String, String> environment);
}
