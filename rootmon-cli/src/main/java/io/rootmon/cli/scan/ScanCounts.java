package io.rootmon.cli.scan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts of records that a scan does not have to judge again.
 *
 * @param files log files that were read
 * @param prefiltered records without root within the time range
 * @param first the earliest time of these
 * @param last the latest time of these
 * @param outside records outside the time range that are not needed again
 * @param skipped by the label of the reason
 * @param problems the first problems in their order, out of {@code problemCount}
 */
public record ScanCounts(
    long files,
    long prefiltered,
    Optional<Instant> first,
    Optional<Instant> last,
    long outside,
    Map<String, Long> skipped,
    List<String> problems,
    long problemCount) {
  public ScanCounts {
    skipped = Map.copyOf(skipped);
    problems = List.copyOf(problems);
  }
}
