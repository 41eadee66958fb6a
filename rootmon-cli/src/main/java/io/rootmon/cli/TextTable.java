package io.rootmon.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import com.github.freva.asciitable.Styler;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Formats rows in columns of the screen's width. The last column gets the remaining width. */
public record TextTable(Terminal terminal) {
  private static final Character[] BORDER = AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS;
  private static final int BORDER_PER_COLUMN = 3;
  private static final int NARROWEST = 20;
  private static final int WIDEST_BUT_LAST = 45;

  /** A column with its title and its value. */
  public record Field<T>(String title, boolean isNumber, Function<T, String> value) {
    public static <T> Field<T> text(String title, Function<T, String> value) {
      return new Field<>(title, false, value.andThen(TerminalText::line));
    }

    public static <T> Field<T> number(String title, Function<T, Long> value) {
      return new Field<>(title, true, value.andThen(CountText::number));
    }

    private int width(Collection<T> rows) {
      int widest = rows.stream().mapToInt(it -> value.apply(it).length()).max().orElse(0);
      return Math.max(title.length(), widest);
    }
  }

  public <T> String of(Collection<T> rows, List<Field<T>> fields) {
    List<ColumnData<T>> columns = new ArrayList<>();
    int left = terminal.columns() - 2;
    for (int at = 0; at < fields.size(); at++) {
      Field<T> field = fields.get(at);
      boolean isLast = at == fields.size() - 1;
      int most = isLast ? Math.max(NARROWEST, left - BORDER_PER_COLUMN) : WIDEST_BUT_LAST;
      left -= Math.min(field.width(rows), most) + BORDER_PER_COLUMN;
      HorizontalAlign align = field.isNumber() ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
      columns.add(
          new Column()
              .header(field.title())
              .headerAlign(align)
              .dataAlign(align)
              // The library includes the padding in the width of a column.
              .maxWidth(most + 2, OverflowBehaviour.NEWLINE)
              .with(field.value()));
    }
    return AsciiTable.builder()
            .border(BORDER)
            .lineSeparator("\n")
            .styler(severities())
            .data(rows, columns)
            .asString()
        + "\n";
  }

  private Styler severities() {
    return new Styler() {
      @Override
      public List<String> styleCell(Column column, int row, int at, List<String> lines) {
        return lines.stream().map(TextTable.this::painted).toList();
      }
    };
  }

  private String painted(String cell) {
    for (Severity severity : Severity.values()) {
      if (cell.strip().equals(severity.name())) {
        return terminal.paint(severity, cell);
      }
    }
    return cell;
  }
}
