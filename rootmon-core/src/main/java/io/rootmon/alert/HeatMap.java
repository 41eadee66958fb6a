package io.rootmon.alert;

import io.rootmon.judge.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A picture of where and on which days how much happened: a row an account, a cell a day.
 *
 * @param days the columns
 * @param rows the most alarming first
 * @param more what the rows have no room for
 */
public record HeatMap(String caption, List<Day> days, List<Row> rows, Optional<String> more) {
  public HeatMap {
    days = List.copyOf(days);
    rows = List.copyOf(rows);
  }

  /** A column's heading, such as {@code Mon} and {@code 16}. */
  public record Day(String name, String date) implements Drawn {}

  /** An account with a cell a day. */
  public record Row(String account, List<Cell> cells, long events, Severity worst)
      implements Drawn {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * An account's day.
   *
   * @param worst empty where nothing happened
   * @param letter the first of the worst severity's name, or nothing
   */
  public record Cell(long count, Optional<Severity> worst, String letter) implements Drawn {
    public static Cell of(long count, Optional<Severity> worst) {
      return new Cell(count, worst, TimelineBucket.letter(worst));
    }
  }
}
