package io.rootmon.cli.scan;

import io.rootmon.cli.scan.BoundedCounter.Count;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The result of a scan.
 *
 * @param unit the unit of the input, such as a file or an object
 * @param first the time of the earliest event in the scope
 * @param outside the number of records outside the time range
 * @param accounts the number of records by account id, empty if a record names no account
 * @param pages the number of findings of the minimum severity or higher
 * @param worst the most severe of them
 * @param serviceActs the number of activities of AWS services
 * @param serviceEvents the activities of AWS services by event name
 * @param incidents the incidents within the memory limit, the most severe first
 * @param ungrouped the number of findings beyond the memory limit, which are in no incident
 * @param malformed the first problems with their locations, out of {@code problems}
 * @param idsForgotten the number of events beyond the memory limit for ids, whose duplicates are
 *     counted again
 * @param undecided the number of findings that were judged before every AssumeRoot was known
 */
record ScanReport(
    String unit,
    long files,
    long records,
    Optional<Instant> first,
    Optional<Instant> last,
    long outside,
    long duplicates,
    long rootIdentities,
    long findings,
    List<Count> kinds,
    List<Count> severities,
    List<Count> accounts,
    List<Count> events,
    List<Count> skipped,
    Severity minimum,
    long pages,
    List<FindingSummary> worst,
    long serviceActs,
    List<Count> serviceEvents,
    List<ScannedIncident> incidents,
    long ungrouped,
    List<String> malformed,
    long problems,
    long idsForgotten,
    long undecided) {

  static ScanReport of(ScanStatistics tally, ScanStatistics.Shared shared) {
    return new ScanReport(
        shared.unit(),
        tally.files,
        tally.records,
        Optional.ofNullable(tally.first),
        Optional.ofNullable(tally.last),
        tally.outside,
        tally.duplicates,
        tally.rootIdentities,
        tally.findings,
        tally.kinds.ranked(),
        tally.severities.ranked().stream().sorted(WORST_FIRST).toList(),
        tally.accounts.ranked(),
        tally.events.ranked(),
        tally.skipped.ranked(),
        shared.minimum(),
        tally.worst.count(),
        tally.worst.sorted(),
        tally.serviceActs,
        tally.serviceEvents.ranked(),
        tally.incidents,
        shared.acts().rejected(),
        tally.malformed.sorted(),
        tally.malformed.count(),
        shared.seen().evicted(),
        shared.undecided().rejected());
  }

  private static final Comparator<Count> WORST_FIRST =
      Comparator.comparing((Count it) -> Severity.valueOf(it.name())).reversed();

  /** Returns the number of findings that belong to an incident. */
  long inIncidents() {
    return incidents.stream().mapToLong(it -> it.acts().size()).sum();
  }

  long notRoot() {
    return records - outside - duplicates - findings;
  }
}
