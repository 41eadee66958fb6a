package io.rootmon.incident;

import java.time.Duration;

/**
 * The parameters that group events to incidents.
 *
 * @param quiet the inactivity period after which an incident closes, from 1 minute to 1 day
 * @param failures the number of failed sign-ins that are a burst
 * @param burst the time within which they are a burst
 * @param memory the time after a failure in which a success is suspicious
 * @param gap the time without root activity after which new activity is reported as unusual
 * @param networks the number of networks of an incident that are notified
 * @param criticalNetworks that number for CRITICAL findings
 * @param maximum the maximum age of an incident, at most 7 days
 */
public record GroupingPolicy(
    Duration quiet,
    int failures,
    Duration burst,
    Duration memory,
    Duration gap,
    int networks,
    int criticalNetworks,
    Duration maximum) {
  public static final GroupingPolicy STANDARD =
      new GroupingPolicy(
          Duration.ofMinutes(30),
          5,
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofDays(30),
          3,
          10,
          Duration.ofHours(24));

  public GroupingPolicy {
    if (quiet.compareTo(Duration.ofMinutes(1)) < 0 || quiet.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("quiet: expected 1 minute to 1 day but was " + quiet);
    }
    if (maximum.compareTo(quiet) < 0 || maximum.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException(
          "maximum: expected the inactivity period to 7 days but was " + maximum);
    }
  }

  public GroupingPolicy withInactivityPeriod(Duration other) {
    return new GroupingPolicy(
        other, failures, burst, memory, gap, networks, criticalNetworks, maximum);
  }

  public GroupingPolicy withMaximum(Duration other) {
    return new GroupingPolicy(
        quiet, failures, burst, memory, gap, networks, criticalNetworks, other);
  }
}
