package io.rootmon.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Formats rows as an aligned Markdown table. */
record Table(List<Row> rows) {
  private static final List<String> HEAD =
      List.of("figure", "measured", "baseline", "ratio", "target", "met");

  String text() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    rows.forEach(it -> lines.add(line(it)));
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(column -> lines.stream().mapToInt(it -> it.get(column).length()).max().orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append(padded(lines.get(i), widths)).append('\n');
      if (i == 0) {
        List<String> rule = IntStream.of(widths).mapToObj("-"::repeat).toList();
        text.append(padded(rule, widths)).append('\n');
      }
    }
    return text.toString();
  }

  private static List<String> line(Row row) {
    return List.of(
        row.figure(),
        row.isAbsent() ? "not there" : Row.number(row.value()) + " " + row.unit(),
        row.baseline().isPresent()
            ? Row.number(row.baseline().getAsDouble()) + " " + row.unit()
            : "",
        row.ratio().isPresent() ? Row.number(row.ratio().getAsDouble()) + " ×" : "",
        row.target(),
        row.target().isEmpty() ? "" : row.met() ? "yes" : "NO");
  }

  private static String padded(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < cells.size(); i++) {
      line.append(' ').append(cells.get(i));
      line.append(" ".repeat(widths[i] - cells.get(i).length())).append(" |");
    }
    return line.toString();
  }
}
