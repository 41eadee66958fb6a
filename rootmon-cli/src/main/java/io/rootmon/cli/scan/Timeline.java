package io.rootmon.cli.scan;

import io.rootmon.internal.text.DurationText;
import io.rootmon.judge.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Shows the times of an incident's events as a chart with one row per severity, and as text. Events
 * that are close together are one mark with their number, so a row has at most 24 marks.
 *
 * @param height the height of the rows, in pixels
 * @param description the chart as text
 * @param end absent if all events have the same time
 */
public record Timeline(
    int height,
    List<SeverityRow> rows,
    String first,
    String start,
    String last,
    Optional<String> end,
    String lasted,
    String description) {
  private static final int ROW_HEIGHT = 30;
  private static final int PLACES = 24;
  private static final double FROM = 1;
  private static final double TO = 99;
  private static final int TEXT_DISTANCE = 12;

  /** An event with its time and severity. */
  public record Moment(Instant time, Severity severity) {}

  /** The events of one severity; {@code y} is the middle of the row, in pixels. */
  public record SeverityRow(Severity severity, int y, List<Mark> marks) {}

  /**
   * An event, or several that are close together.
   *
   * @param x the position in percent of the width
   * @param count absent for one event
   * @param textX the position of the count beside the mark, in pixels
   * @param anchor the text anchor of the count
   */
  public record Mark(String x, String title, Optional<String> count, int textX, String anchor) {}

  /** Creates the chart of at least one event, in the order of time. */
  public static Timeline of(List<Moment> moments) {
    Instant first = moments.get(0).time();
    Instant last = moments.get(moments.size() - 1).time();
    SortedMap<Severity, List<Instant>> worstFirst = new TreeMap<>(Comparator.reverseOrder());
    for (Moment moment : moments) {
      worstFirst.computeIfAbsent(moment.severity(), it -> new ArrayList<>()).add(moment.time());
    }
    List<SeverityRow> rows = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    worstFirst.forEach(
        (severity, times) -> {
          int y = ROW_HEIGHT / 2 + ROW_HEIGHT * rows.size();
          rows.add(new SeverityRow(severity, y, marks(times, severity, first, last)));
          counts.add(times.size() + " " + severity);
        });
    String lasted = DurationText.brief(Duration.between(first, last));
    boolean isMoment = first.equals(last);
    return new Timeline(
        ROW_HEIGHT * rows.size(),
        rows,
        first.toString(),
        Times.utc(first),
        last.toString(),
        isMoment ? Optional.empty() : Optional.of(Times.utc(last)),
        lasted,
        String.join(", ", counts)
            + (isMoment
                ? ", at " + Times.utc(first)
                : ", from " + Times.utc(first) + " to " + Times.utc(last) + ", " + lasted));
  }

  private static List<Mark> marks(
      List<Instant> times, Severity severity, Instant first, Instant last) {
    Map<Integer, List<Instant>> places = new TreeMap<>();
    for (Instant time : times) {
      int place = (int) (part(time, first, last) * (PLACES - 1));
      places.computeIfAbsent(place, it -> new ArrayList<>()).add(time);
    }
    return places.values().stream().map(it -> mark(it, severity, first, last)).toList();
  }

  private static Mark mark(List<Instant> times, Severity severity, Instant first, Instant last) {
    double x = FROM + part(times.get(0), first, last) * (TO - FROM);
    boolean isRight = x > 90;
    int count = times.size();
    return new Mark(
        String.format(Locale.ROOT, "%.2f", x),
        (count == 1 ? "" : count + " × ") + severity + ", " + Times.utc(times.get(0)),
        count == 1 ? Optional.empty() : Optional.of("×" + count),
        isRight ? -TEXT_DISTANCE : TEXT_DISTANCE,
        isRight ? "end" : "start");
  }

  /** Returns the position from 0 to 1; the middle if all events have the same time. */
  private static double part(Instant time, Instant first, Instant last) {
    double whole = Duration.between(first, last).toMillis();
    return whole == 0 ? 0.5 : Duration.between(first, time).toMillis() / whole;
  }
}
