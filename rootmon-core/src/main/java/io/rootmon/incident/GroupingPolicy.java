package io.rootmon.incident;

import java.time.Duration;
import java.time.Instant;

/**
 * The parameters that group events to incidents.
 *
 * @param inactivity the inactivity period after which an incident closes, from 1 minute to 1 day
 * @param failureBurst the number of failed sign-ins that is a burst
 * @param burstPeriod the time span of a burst
 * @param suspicionAfterFailure the time after a failure in which a successful sign-in is suspicious
 * @param unusualGap the time without root activity after which new activity is reported as unusual
 * @param networks the maximum number of networks per incident that cause an alert
 * @param criticalNetworks the maximum number of networks per incident that cause an alert for
 *     CRITICAL findings
 * @param maximumAge the maximum age of an incident, at most 7 days
 */
public record GroupingPolicy(
    Duration inactivity,
    int failureBurst,
    Duration burstPeriod,
    Duration suspicionAfterFailure,
    Duration unusualGap,
    int networks,
    int criticalNetworks,
    Duration maximumAge) {
  /** The periods that apply without a configuration. */
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
    if (inactivity.compareTo(Duration.ofMinutes(1)) < 0
        || inactivity.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "inactivity period: must be from 1 minute to 1 day but is " + inactivity);
    }
    if (maximumAge.compareTo(inactivity) < 0 || maximumAge.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException(
          "maximum age: must be from the inactivity period to 7 days but is " + maximumAge);
    }
  }

  /** Returns whether an event of this time is too early for an incident that opened then. */
  public boolean isBefore(Instant time, Instant opened) {
    return time.isBefore(opened.minus(inactivity));
  }

  /** Returns a copy with another inactivity period. */
  public GroupingPolicy withInactivityPeriod(Duration other) {
    return new GroupingPolicy(
        other,
        failureBurst,
        burstPeriod,
        suspicionAfterFailure,
        unusualGap,
        networks,
        criticalNetworks,
        maximumAge);
  }

  /** Returns a copy with another maximum age of an incident. */
  public GroupingPolicy withMaximumAge(Duration other) {
    return new GroupingPolicy(
        inactivity,
        failureBurst,
        burstPeriod,
        suspicionAfterFailure,
        unusualGap,
        networks,
        criticalNetworks,
        other);
  }
}
