package io.rootmon.report;

import io.rootmon.alert.Heat;
import io.rootmon.alert.Heat.Cell;
import io.rootmon.alert.Heat.Day;
import io.rootmon.alert.Heat.Row;
import io.rootmon.judge.Severity;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Draws a week: a row an account, at most {@value #MOST_ROWS}, the most alarming first.
 *
 * @param name an account's, by its number
 */
record HeatTable(Week week, List<Ledger> ledgers, UnaryOperator<String> name) {
  static final int MOST_ROWS = 25;

  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d", Locale.ROOT);

  Heat heat() {
    List<Ledger> worstFirst =
        ledgers.stream()
            .sorted(
                Comparator.comparing(Ledger::worst)
                    .thenComparing(Ledger::count)
                    .reversed()
                    .thenComparing(Ledger::account))
            .toList();
    int shown = Math.min(MOST_ROWS, worstFirst.size());
    return new Heat(
        "events a day in UTC, and the letter of the worst severity; accounts that are not listed"
            + " were quiet",
        week.days().stream().map(it -> new Day(NAME.format(it), DATE.format(it))).toList(),
        worstFirst.subList(0, shown).stream().map(this::row).toList(),
        more(worstFirst.subList(shown, worstFirst.size())));
  }

  private Row row(Ledger ledger) {
    return new Row(
        name.apply(ledger.account()),
        IntStream.range(0, Week.DAYS)
            .mapToObj(it -> Cell.of(ledger.eventsOf(it), ledger.worstOf(it)))
            .toList(),
        ledger.count(),
        ledger.worst());
  }

  private static Optional<String> more(List<Ledger> rest) {
    return rest.stream()
        .map(Ledger::worst)
        .max(Severity::compareTo)
        .map(
            worst ->
                "… and "
                    + rest.size()
                    + (rest.size() == 1 ? " more account with " : " more accounts with ")
                    + rest.stream().mapToLong(Ledger::count).sum()
                    + " events, "
                    + worst
                    + " at worst");
  }
}
