package io.rootmon.alert;

import io.rootmon.incident.IncidentEvent;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A picture of when how much happened: a row a slot of time, at most {@value #MAX_SIZE}.
 *
 * @param slots from the first event's to the last one's, the empty ones between them included
 * @param caption what a row is
 */
public record Timeline(String caption, List<TimelineBucket> slots) {
  static final int MAX_SIZE = 24;

  private static final long DAY = Duration.ofDays(1).toSeconds();
  private static final long[] SECONDS = {
    1, 5, 10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, DAY
  };

  public Timeline {
    slots = List.copyOf(slots);
  }

  /** Of events in any order; empty where they would fill no more than a row. */
  static Optional<Timeline> of(List<IncidentEvent> entries) {
    List<Long> times = entries.stream().map(it -> it.time().getEpochSecond()).sorted().toList();
    if (times.isEmpty()) {
      return Optional.empty();
    }
    long begin = times.get(0);
    long end = times.get(times.size() - 1);
    if (begin == end) {
      return Optional.empty();
    }
    long length = length(begin, end);
    return Optional.of(new Timeline(caption(length), slots(entries, begin, end, length)));
  }

  /** The shortest that a person would choose, so that the picture is not too long. */
  private static long length(long begin, long end) {
    long length =
        Arrays.stream(SECONDS)
            .filter(it -> count(begin, end, it) <= MAX_SIZE)
            .findFirst()
            .orElse(DAY);
    while (count(begin, end, length) > MAX_SIZE) {
      length *= 2;
    }
    return length;
  }

  private static long count(long begin, long end, long length) {
    return Math.floorDiv(end, length) - Math.floorDiv(begin, length) + 1;
  }

  private static List<TimelineBucket> slots(
      List<IncidentEvent> entries, long begin, long end, long length) {
    int size = (int) count(begin, end, length);
    long first = Math.floorDiv(begin, length);
    long[] counts = new long[size];
    Severity[] worst = new Severity[size];
    for (IncidentEvent entry : entries) {
      int at = (int) (Math.floorDiv(entry.time().getEpochSecond(), length) - first);
      counts[at]++;
      if (worst[at] == null || entry.severity().isAtLeast(worst[at])) {
        worst[at] = entry.severity();
      }
    }
    long most = Arrays.stream(counts).max().orElse(1);
    DateTimeFormatter time = time(begin, end, length);
    return LongStream.range(0, size)
        .mapToObj(
            it -> {
              String from = time.format(Instant.ofEpochSecond((first + it) * length));
              int at = (int) it;
              return TimelineBucket.of(from, counts[at], Optional.ofNullable(worst[at]), most);
            })
        .toList();
  }

  private static DateTimeFormatter time(long begin, long end, long length) {
    String pattern = length >= DAY ? "yyyy-MM-dd" : length >= 60 ? "HH:mm" : "HH:mm:ss";
    boolean isOneDay = day(begin).equals(day(end)) || length >= DAY;
    return DateTimeFormatter.ofPattern(isOneDay ? pattern : "MM-dd " + pattern, Locale.ROOT)
        .withZone(ZoneOffset.UTC);
  }

  private static LocalDate day(long second) {
    return LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC);
  }

  private static String caption(long seconds) {
    return "each row is " + span(seconds) + ", in UTC; the letter is the worst severity's";
  }

  private static String span(long seconds) {
    if (seconds < 60) {
      return seconds == 1 ? "a second" : seconds + " seconds";
    } else if (seconds < 3_600) {
      return seconds == 60 ? "a minute" : seconds / 60 + " minutes";
    } else if (seconds < DAY) {
      return seconds == 3_600 ? "an hour" : seconds / 3_600 + " hours";
    }
    return seconds == DAY ? "a day" : seconds / DAY + " days";
  }
}
