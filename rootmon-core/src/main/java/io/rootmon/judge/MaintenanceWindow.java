package io.rootmon.judge;

import io.rootmon.account.AccountId;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A period in which root activity in an account is planned.
 *
 * @param from the first instant of the window
 * @param until the first instant after the window
 * @param ticket the change ticket
 * @param owner the responsible person or team
 * @param kinds the covered kinds; empty for every kind
 * @param events the covered names of calls; empty for every call
 */
public record MaintenanceWindow(
    AccountId account,
    Instant from,
    Instant until,
    String ticket,
    Optional<String> owner,
    Set<ActivityKind> kinds,
    Set<String> events) {
  /** A longer window would switch monitoring off. */
  public static final Duration MAX_DURATION = Duration.ofDays(31);

  private static final int MAX_NAME_LENGTH = 80;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  public MaintenanceWindow {
    kinds = Set.copyOf(kinds);
    events = Collections.unmodifiableSet(new LinkedHashSet<>(events));
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException(
          "until: must be a time after " + from + " but is " + until);
    }
    if (Duration.between(from, until).compareTo(MAX_DURATION) > 0) {
      throw new IllegalArgumentException(
          "until: must be at most "
              + MAX_DURATION.toDays()
              + " days after "
              + from
              + " but is "
              + until);
    }
  }

  /** Returns the ticket and its owner as a phrase. */
  public String label() {
    return SafeText.line(ticket, MAX_NAME_LENGTH)
        + owner.map(it -> " of " + SafeText.line(it, MAX_NAME_LENGTH)).orElse("");
  }

  /** Returns start and end as a phrase. */
  public String span() {
    return "from " + TIME.format(from) + " until " + TIME.format(until) + " UTC";
  }

  boolean concerns(AccountId other) {
    return account.equals(other);
  }

  boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }

  /** Returns whether the window covers the activity, regardless of its time. */
  boolean names(RootActivity activity) {
    return (kinds.isEmpty() || kinds.contains(activity.kind()))
        && (events.isEmpty() || activity.is(events));
  }

  /** Returns the distance of a time from the window; zero within it. */
  Duration distance(Instant time) {
    if (contains(time)) {
      return Duration.ZERO;
    }
    return time.isBefore(from) ? Duration.between(time, from) : Duration.between(until, time);
  }
}
