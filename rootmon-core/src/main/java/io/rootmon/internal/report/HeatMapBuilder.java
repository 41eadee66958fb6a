package io.rootmon.internal.report;

import io.rootmon.alert.ReportContent.HeatMap;
import io.rootmon.alert.ReportContent.HeatMap.Cell;
import io.rootmon.alert.ReportContent.HeatMap.Day;
import io.rootmon.alert.ReportContent.HeatMap.Row;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.Severity;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Builds the chart of a week: one row for each account, at most {@value #MAX_ROWS}, the most severe
 * first.
 *
 * @param name maps an account id to the name of the account
 */
record HeatMapBuilder(Week week, List<WeeklyAccountStats> stats, UnaryOperator<String> name) {
  static final int MAX_ROWS = 25;

  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d", Locale.ROOT);

  HeatMap heat() {
    List<WeeklyAccountStats> worstFirst =
        stats.stream()
            .sorted(
                Comparator.comparing(WeeklyAccountStats::worst)
                    .thenComparing(WeeklyAccountStats::count)
                    .reversed()
                    .thenComparing(WeeklyAccountStats::account))
            .toList();
    int shown = Math.min(MAX_ROWS, worstFirst.size());
    return new HeatMap(
        "root events per day (UTC), with the first letter of the worst severity; accounts without"
            + " root activity are not listed",
        week.days().stream().map(it -> new Day(NAME.format(it), DATE.format(it))).toList(),
        worstFirst.subList(0, shown).stream().map(this::row).toList(),
        more(worstFirst.subList(shown, worstFirst.size())));
  }

  private Row row(WeeklyAccountStats accountStats) {
    return new Row(
        name.apply(accountStats.account()),
        IntStream.range(0, Week.DAYS)
            .mapToObj(it -> Cell.of(accountStats.eventsOf(it), accountStats.worstOf(it)))
            .toList(),
        accountStats.count(),
        accountStats.worst());
  }

  private static Optional<String> more(List<WeeklyAccountStats> rest) {
    return rest.stream()
        .map(WeeklyAccountStats::worst)
        .max(Severity::compareTo)
        .map(
            worst ->
                "… and "
                    + CountText.of(rest.size(), "more account")
                    + " with "
                    + CountText.of(
                        rest.stream().mapToLong(WeeklyAccountStats::count).sum(), "event")
                    + " (worst: "
                    + worst
                    + ")");
  }
}
