package io.rootmon.report;

import io.rootmon.coverage.Coverage;
import java.util.List;
import java.util.Optional;

/**
 * What a week was like in the organization.
 *
 * @param accounts so many were asked about
 * @param ledgers of the accounts in which root did something
 * @param coverage how the organization is watched now; empty where that is not configured
 * @param unused a line each of what was expected and did not happen
 * @param notes what could not be read
 */
record WeeklyReportData(
    Week week,
    int accounts,
    List<WeeklyAccountStats> ledgers,
    Optional<Coverage> coverage,
    List<String> unused,
    List<String> notes) {
  WeeklyReportData {
    ledgers = List.copyOf(ledgers);
    unused = List.copyOf(unused);
    notes = List.copyOf(notes);
  }
}
