package io.rootmon.internal.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An account's latest root sign-ins by the times of their events, independent of the order of
 * arrival.
 *
 * @param burst whether a burst was reported
 * @param successAfterFailures whether a success after failures was reported
 */
record SignInHistory(
    List<Instant> failures, List<Instant> successes, boolean burst, boolean successAfterFailures) {
  static final SignInHistory NONE = new SignInHistory(List.of(), List.of(), false, false);
  private static final int MAX_SIZE = 50;

  SignInHistory {
    failures = List.copyOf(failures);
    successes = List.copyOf(successes);
  }

  SignInHistory failed(Instant time) {
    return new SignInHistory(with(failures, time), successes, burst, successAfterFailures);
  }

  SignInHistory succeeded(Instant time) {
    return new SignInHistory(failures, with(successes, time), burst, successAfterFailures);
  }

  SignInHistory withBurstNotified() {
    return new SignInHistory(failures, successes, true, successAfterFailures);
  }

  SignInHistory withSuccessNotified() {
    return new SignInHistory(failures, successes, burst, true);
  }

  /** Returns a copy without the flags, so that another incident can report them again. */
  SignInHistory unreported() {
    return new SignInHistory(failures, successes, false, false);
  }

  /** Returns the maximum number of failures within any span that contains this time. */
  int failuresAround(Instant time, Duration span) {
    List<Instant> near =
        failures.stream()
            .filter(it -> Duration.between(it, time).abs().compareTo(span) <= 0)
            .sorted()
            .toList();
    int most = 0;
    for (int from = 0; from < near.size(); from++) {
      Instant end = near.get(from).plus(span);
      int count = 0;
      for (Instant other : near.subList(from, near.size())) {
        count += other.isAfter(end) ? 0 : 1;
      }
      most = Math.max(most, count);
    }
    return most;
  }

  long failuresBefore(Instant time, Duration memory) {
    return failures.stream().filter(it -> lies(it, time.minus(memory), time)).count();
  }

  boolean successAfter(Instant time, Duration memory) {
    return successes.stream().anyMatch(it -> lies(it, time, time.plus(memory)));
  }

  private static boolean lies(Instant time, Instant from, Instant to) {
    return !time.isBefore(from) && !time.isAfter(to);
  }

  /** Returns the latest times, sorted. */
  private static List<Instant> with(List<Instant> times, Instant time) {
    List<Instant> all =
        new ArrayList<>(Stream.concat(times.stream(), Stream.of(time)).sorted().toList());
    return all.subList(Math.max(0, all.size() - MAX_SIZE), all.size());
  }
}
