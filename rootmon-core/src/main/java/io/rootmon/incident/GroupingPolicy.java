package io.rootmon.incident;

import java.time.Duration;

/**
 * What makes one incident of many events.
 *
 * @param quiet the inactivity period after which an incident closes
 * @param failures so many failed sign-ins are a burst
 * @param burst the time they lie within
 * @param memory how long after a failure a success is suspicious
 * @param gap how long root must have rested for its return to be worth saying
 * @param networks how many networks of an incident are notified
 * @param criticalNetworks how many where the finding is CRITICAL
 * @param maximum how long after it opened an incident closes at the latest
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
