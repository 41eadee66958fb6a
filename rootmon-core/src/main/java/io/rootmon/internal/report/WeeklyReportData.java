package io.rootmon.internal.report;

import io.rootmon.internal.coverage.Coverage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data of a weekly report.
 *
 * @param accounts the number of accounts that were read
 * @param stats the accounts with root activity
 * @param coverage the current coverage of the organization; empty if it is not configured
 * @param unused a line for each maintenance window without activity
 * @param excluded the number of findings by exclusion
 * @param notes the data that could not be read
 */
record WeeklyReportData(
    Week week,
    int accounts,
    List<WeeklyAccountStats> stats,
    Optional<Coverage> coverage,
    List<String> unused,
    Map<String, Long> excluded,
    List<String> notes) {
  WeeklyReportData {
    stats = List.copyOf(stats);
    unused = List.copyOf(unused);
    excluded = Collections.unmodifiableMap(new LinkedHashMap<>(excluded));
    notes = List.copyOf(notes);
  }
}
