package io.rootmon.cli.scan;

import io.rootmon.cli.scan.BoundedCounter.Count;
import io.rootmon.judge.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a scan found.
 *
 * @param unit what was read, for example a file or an object
 * @param first the time of the earliest event that was looked at
 * @param outside records of a time that was not asked for
 * @param accounts by account id, empty where a record names none
 * @param pages how many findings there are of the least severity that was asked for, or above
 * @param worst the first of them
 * @param serviceActs of AWS services, only counted
 * @param serviceEvents by the events' names
 * @param incidents of all persons' acts for which there was room, the worst first
 * @param ungrouped persons' acts for which there was none: they are in no incident
 * @param malformed the first problems by their places, out of {@code problems}
 * @param idsForgotten events whose id found no room: duplicates of them were not noticed
 * @param undecided findings that were judged before every AssumeRoot was known
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

  /** How many findings belong to an incident. */
  long inIncidents() {
    return incidents.stream().mapToLong(it -> it.acts().size()).sum();
  }

  long notRoot() {
    return records - outside - duplicates - findings;
  }
}
