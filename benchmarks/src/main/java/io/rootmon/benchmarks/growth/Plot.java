package io.rootmon.benchmarks.growth;

import io.rootmon.benchmarks.growth.Series.Axis;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Plots CPU time and heap per event by events and by accounts: four panels with logarithmic axes.
 */
final class Plot {
  private static final int WIDTH = 380;
  private static final int HEIGHT = 200;
  private static final int LEFT = 70;
  private static final int TOP = 60;
  private static final int GAP_ACROSS = 100;
  private static final int GAP_DOWN = 100;
  private static final int DECADES_DOWN = 5;

  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 980 620" role="img" aria-labelledby="title desc" font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="13">
        <title id="title">What an event costs as events and accounts become more</title>
        <desc id="desc">CPU time and heap an event over the number of events and of accounts, a line a store.</desc>
        <style>
          .page { fill: #ffffff }
          text { fill: #1f2933 }
          .note { fill: #52606d }
          .head { font-weight: 600; font-size: 15px }
          .grid { stroke: #d5dbe1 }
          .memory { stroke: #1f5fa8; fill: #1f5fa8 } .table { stroke: #a8670b; fill: #a8670b }
          path { fill: none !important; stroke-width: 2 }
          @media (prefers-color-scheme: dark) {
            .page { fill: #0d1117 }
            text { fill: #e6edf3 }
            .note { fill: #9aa5b1 }
            .grid { stroke: #30363d }
            .memory { stroke: #6cb0f5; fill: #6cb0f5 } .table { stroke: #e0a84e; fill: #e0a84e }
          }
        </style>
        <rect class="page" width="980" height="620"/>
      """;

  private final StringBuilder svg = new StringBuilder(HEAD);

  private Plot() {}

  static String of(List<Series> all) {
    Plot plot = new Plot();
    int row = 0;
    for (Axis axis : Axis.values()) {
      List<Series> some = all.stream().filter(it -> it.axis() == axis).toList();
      int top = TOP + row * (HEIGHT + GAP_DOWN);
      String words = axis.words();
      plot.field(LEFT, top, "CPU time an event (µs), by " + words, some, Point::micros);
      int right = LEFT + WIDTH + GAP_ACROSS;
      plot.field(right, top, "Heap filled an event (KB), by " + words, some, Point::kilobytes);
      row++;
    }
    return plot.svg.append("</svg>\n").toString();
  }

  private void field(
      int left, int top, String head, List<Series> all, ToDoubleFunction<Point> figure) {
    text(left, top - 14, "head", "start", head);
    long most =
        all.stream().flatMap(it -> it.points().stream()).mapToLong(Point::at).max().orElse(1);
    double across = WIDTH / Math.max(1, Math.log10((double) most));
    double down = (double) HEIGHT / DECADES_DOWN;
    for (int i = 0; i <= DECADES_DOWN; i++) {
      double y = top + HEIGHT - i * down;
      line(left, y, left + WIDTH, y);
      text(left - 8, y + 4, "note", "end", label((long) Math.pow(10, i)));
    }
    for (int i = 0; Math.pow(10, i) <= most; i++) {
      text(left + i * across, top + HEIGHT + 18, "note", "middle", label((long) Math.pow(10, i)));
    }
    for (Series series : all) {
      List<double[]> places =
          series.points().stream()
              .map(
                  it ->
                      new double[] {
                        left + Math.log10((double) it.at()) * across,
                        top + HEIGHT - Math.log10(Math.max(1, figure.applyAsDouble(it))) * down
                      })
              .toList();
      curve(series.store(), places);
    }
  }

  private void curve(String store, List<double[]> places) {
    String type = store.equals("memory") ? "memory" : "table";
    StringBuilder path = new StringBuilder();
    for (double[] place : places) {
      path.append(path.isEmpty() ? "M" : " L").append(number(place[0])).append(' ');
      path.append(number(place[1]));
      svg.append(
          String.format(
              Locale.ROOT,
              "  <circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"3\"/>%n",
              type,
              number(place[0]),
              number(place[1])));
    }
    svg.append(String.format(Locale.ROOT, "  <path class=\"%s\" d=\"%s\"/>%n", type, path));
    double[] last = places.get(places.size() - 1);
    text(last[0], last[1] - 10, "note", "end", store);
  }

  private void line(double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "  <line class=\"grid\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>%n",
            number(x1),
            number(y1),
            number(x2),
            number(y2)));
  }

  private void text(double x, double y, String type, String anchor, String words) {
    svg.append(
        String.format(
            Locale.ROOT,
            "  <text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>%n",
            type,
            number(x),
            number(y),
            anchor,
            words));
  }

  private static String label(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
