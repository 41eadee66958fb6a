package io.rootmon.internal.coverage;

import io.rootmon.internal.state.HeartbeatStore;
import io.rootmon.internal.text.SafeText;
import io.rootmon.state.StateException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stores the result of the comparison of each day. Safe for use by multiple threads and workers.
 */
public record WitnessDays(HeartbeatStore store) {
  /**
   * The age of the latest day that is compared: EventBridge retries a delivery for 24 hours, and
   * CloudTrail writes no more files into the folder of a past day.
   */
  public static final int LAG_DAYS = 2;

  /** The number of days that are compared later if their comparison failed. */
  static final int WINDOW_DAYS = 7;

  private static final String PREFIX = "witness-";
  private static final String FIRST = PREFIX + "first";
  private static final String DONE = "DONE";
  private static final String FAILED = "FAILED";
  private static final int MAX_REASON_LENGTH = 300;

  /**
   * The result of a day.
   *
   * @param problem why the day was not compared; empty if it was
   */
  public record Day(LocalDate day, long delivered, long missing, Optional<String> problem) {
    /** Returns whether the day was compared. */
    public boolean isDone() {
      return problem.isEmpty();
    }
  }

  /** Returns the result of a day; empty if there is none yet. */
  public Optional<Day> find(LocalDate day) throws StateException {
    return store.stored(PREFIX + day).flatMap(it -> parse(day, it));
  }

  public void store(Day day) throws StateException {
    String text =
        day.problem()
            .map(it -> FAILED + " " + SafeText.line(it, MAX_REASON_LENGTH))
            .orElseGet(() -> DONE + " " + day.delivered() + " " + day.missing());
    store.store(PREFIX + day.day(), text);
  }

  /**
   * Returns the first day that can be compared: the day after the first check, because the hub may
   * have been deployed on the day of that check.
   *
   * @param today the day of this check
   */
  public LocalDate first(LocalDate today) throws StateException {
    Optional<String> stored = store.stored(FIRST);
    if (stored.isPresent()) {
      return LocalDate.parse(stored.get());
    }
    LocalDate first = today.plusDays(1);
    store.store(FIRST, first.toString());
    return first;
  }

  /** Returns the days that must be compared now, the oldest first. */
  public List<LocalDate> due(LocalDate today) throws StateException {
    LocalDate first = first(today);
    List<LocalDate> due = new ArrayList<>();
    for (LocalDate day : window(today)) {
      if (!day.isBefore(first) && find(day).filter(Day::isDone).isEmpty()) {
        due.add(day);
      }
    }
    return due;
  }

  /** Returns whether the comparison of another day failed and is repeated later. */
  public boolean hasOtherFailure(LocalDate today, LocalDate day) throws StateException {
    for (LocalDate other : window(today)) {
      if (!other.equals(day) && find(other).filter(it -> !it.isDone()).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static List<LocalDate> window(LocalDate today) {
    LocalDate last = today.minusDays(LAG_DAYS);
    return last.minusDays(WINDOW_DAYS - 1L).datesUntil(last.plusDays(1)).toList();
  }

  /** Parses a stored result. A day that another version stored is compared again. */
  private static Optional<Day> parse(LocalDate day, String text) {
    String[] part = text.split(" ", 3);
    if (part[0].equals(FAILED)) {
      return Optional.of(new Day(day, 0, 0, Optional.of(text.substring(FAILED.length()).strip())));
    }
    try {
      return part[0].equals(DONE) && part.length == 3
          ? Optional.of(
              new Day(day, Long.parseLong(part[1]), Long.parseLong(part[2]), Optional.empty()))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
