package io.rootmon.alert;

import io.rootmon.alert.ReportContent.Timeline.TimelineBucket;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.text.DurationText;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The part of an alert that reports on many events: an incident's or a week's.
 *
 * @param state what the report is about
 * @param summary one to three sentences below the headline
 * @param worst severity of the events; empty if there were none
 * @param incident the incident; empty in a weekly report
 * @param entries the events in the order of their times
 * @param timeline of an incident, if a picture adds something
 * @param heat the accounts and days of a week
 * @param lead the sections before the steps that remain
 * @param sections the sections after them
 */
public record ReportContent(
    State state,
    String summary,
    Optional<Severity> worst,
    Optional<Incident> incident,
    List<IncidentEvent> entries,
    Optional<Timeline> timeline,
    Optional<HeatMap> heat,
    List<Section> lead,
    List<Section> sections) {
  public ReportContent {
    entries = List.copyOf(entries);
    lead = List.copyOf(lead);
    sections = List.copyOf(sections);
  }

  /** Creates the report of an incident. */
  public static ReportContent ofIncident(
      State state,
      String summary,
      Incident incident,
      List<IncidentEvent> entries,
      List<Section> sections) {
    return new ReportContent(
        state,
        summary,
        Optional.of(incident.severity()),
        Optional.of(incident),
        entries,
        Timeline.of(entries),
        Optional.empty(),
        List.of(),
        sections);
  }

  /** Creates the report of a week. */
  public static ReportContent ofWeek(
      String summary, Optional<Severity> worst, Optional<HeatMap> heat, List<Section> lead) {
    return new ReportContent(
        State.WEEK,
        summary,
        worst,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        heat,
        lead,
        List.of());
  }

  /** The subject of a report and its state. */
  public enum State {
    /** An incident that is open. */
    OPEN,
    /** An incident that is closed. */
    CLOSED,
    /** An incident in files, long after it happened. */
    PAST,
    /** A week of the organization. */
    WEEK
  }

  /** Lines of one kind under a title. */
  public record Section(String title, List<String> lines) {
    public Section {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A chart of the events of a week: a row for each account, a cell for each day.
   *
   * @param days the columns
   * @param rows the most severe first
   * @param more a summary of the accounts without a row
   */
  public record HeatMap(String caption, List<Day> days, List<Row> rows, Optional<String> more) {
    public HeatMap {
      days = List.copyOf(days);
      rows = List.copyOf(rows);
    }

    /** The heading of a column, such as {@code Mon} and {@code 16}. */
    public record Day(String name, String date) {}

    /** An account with a cell for each day. */
    public record Row(String account, List<Cell> cells, long events, Severity worst) {
      public Row {
        cells = List.copyOf(cells);
      }
    }

    /**
     * A day of an account.
     *
     * @param worst the highest severity; empty if there were no events
     * @param letter the first letter of the severity, or nothing
     */
    public record Cell(long count, Optional<Severity> worst, String letter) {
      /** Returns the cell for a number of events and their highest severity. */
      public static Cell of(long count, Optional<Severity> worst) {
        return new Cell(count, worst, TimelineBucket.letter(worst));
      }
    }
  }

  /**
   * A bar chart of an incident's events over time. A row is a slot of time, and there are at most
   * {@value #MAX_SIZE}. Consecutive slots without events are one row.
   *
   * @param caption the length of a slot
   * @param slots from the first event's to the last event's
   */
  public record Timeline(String caption, List<TimelineBucket> slots) {
    static final int MAX_SIZE = 24;

    /** A list of fewer events is short enough without a chart. */
    static final int MIN_EVENTS = 10;

    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final long[] SECONDS = {
      1, 5, 10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, DAY
    };

    public Timeline {
      slots = List.copyOf(slots);
    }

    /**
     * Creates the chart of events in any order. Returns empty if the chart would add nothing: few
     * events, one row, or the same number of events in every slot.
     */
    static Optional<Timeline> of(List<IncidentEvent> entries) {
      List<Long> times = entries.stream().map(it -> it.time().getEpochSecond()).sorted().toList();
      if (times.size() < MIN_EVENTS) {
        return Optional.empty();
      }
      long begin = times.get(0);
      long end = times.get(times.size() - 1);
      if (begin == end) {
        return Optional.empty();
      }
      long length = length(begin, end);
      List<TimelineBucket> slots = slots(entries, begin, end, length);
      return slots.stream().map(TimelineBucket::count).distinct().count() == 1
          ? Optional.empty()
          : Optional.of(new Timeline(caption(length), withoutGaps(slots, length)));
    }

    private static List<TimelineBucket> withoutGaps(List<TimelineBucket> slots, long length) {
      List<TimelineBucket> rows = new ArrayList<>();
      for (int at = 0; at < slots.size(); ) {
        int end = at;
        while (end < slots.size() && slots.get(end).count() == 0) {
          end++;
        }
        if (end > at + 1) {
          rows.add(
              TimelineBucket.gap(
                  slots.get(at).from(),
                  DurationText.exact(Duration.ofSeconds((end - at) * length))));
          at = end;
        } else {
          rows.add(slots.get(at++));
        }
      }
      return rows;
    }

    /** Returns the shortest usual slot length that keeps the chart within its maximum size. */
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
      return "events per " + unit(seconds) + ", in UTC, with the worst severity";
    }

    private static String unit(long seconds) {
      String span = DurationText.exact(Duration.ofSeconds(seconds));
      return span.startsWith("1 ") ? span.substring(2) : span;
    }

    /**
     * A row of a {@link Timeline}: a slot of time, or several slots without events.
     *
     * @param from the beginning of the slot, as a time of day or a date
     * @param worst the highest severity; empty if there were no events
     * @param letter the first letter of the severity, or nothing
     * @param percent of the longest bar, from 0 to 100; at least 1 if there were events
     * @param bar the bar as characters, for plain text
     * @param gap how long there were no events; empty in a row that is one slot
     */
    public record TimelineBucket(
        String from,
        long count,
        Optional<Severity> worst,
        String letter,
        int percent,
        String bar,
        Optional<String> gap) {
      private static final int COLUMNS = 40;

      /** Creates a slot of a chart whose longest bar represents {@code most} events. */
      static TimelineBucket of(String from, long count, Optional<Severity> worst, long most) {
        return new TimelineBucket(
            from,
            count,
            worst,
            letter(worst),
            count == 0 ? 0 : (int) Math.max(1, 100 * count / most),
            "#".repeat(count == 0 ? 0 : (int) Math.max(1, COLUMNS * count / most)),
            Optional.empty());
      }

      /** Creates the row of several slots without events. */
      static TimelineBucket gap(String from, String span) {
        return new TimelineBucket(from, 0, Optional.empty(), "", 0, "", Optional.of(span));
      }

      static String letter(Optional<Severity> severity) {
        return severity.map(it -> it.name().substring(0, 1)).orElse("");
      }
    }
  }
}
