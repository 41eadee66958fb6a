package io.rootmon.incident;

import java.time.Duration;

/**
 * What makes a story of many acts.
 *
 * @param quiet after which an incident is over
 * @param failures so many failed sign-ins are a burst
 * @param burst the time they lie within
 * @param memory how long after a failure a success is suspicious
 * @param gap how long root must have rested for its return to be worth saying
 * @param networks so many of an incident's networks are told anew; more are written down
 */
public record Rules(
    Duration quiet, int failures, Duration burst, Duration memory, Duration gap, int networks) {
  public static final Rules STANDARD =
      new Rules(
          Duration.ofMinutes(30),
          5,
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofDays(30),
          3);

  public Rules {
    if (quiet.compareTo(Duration.ofMinutes(1)) < 0 || quiet.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("quiet: expected 1 minute to 1 day but was " + quiet);
    }
  }

  public Rules withQuiet(Duration other) {
    return new Rules(other, failures, burst, memory, gap, networks);
  }
}
