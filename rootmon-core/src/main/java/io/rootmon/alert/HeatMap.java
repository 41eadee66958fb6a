package io.rootmon.alert;

import io.rootmon.alert.Timeline.TimelineBucket;
import io.rootmon.judge.Severity;
import java.util.List;
import java.util.Optional;

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
  public record Day(String name, String date) implements Drawn {}

  /** An account with a cell for each day. */
  public record Row(String account, List<Cell> cells, long events, Severity worst)
      implements Drawn {
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
  public record Cell(long count, Optional<Severity> worst, String letter) implements Drawn {
    /** Returns the cell for a number of events and their highest severity. */
    public static Cell of(long count, Optional<Severity> worst) {
      return new Cell(count, worst, TimelineBucket.letter(worst));
    }
  }
}
