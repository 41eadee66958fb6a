package io.rootmon.internal.coverage;

import java.time.Instant;
import java.util.Optional;

/**
 * The coverage of an account-region.
 *
 * @param seen the time of the last heartbeat
 * @param drift the difference of its stack from the template; empty if there is none or drift is
 *     not checked
 */
public record RegionCoverage(
    String region, CoverageStatus status, Optional<Instant> seen, Optional<DriftedStack> drift) {
  public RegionCoverage(String region, CoverageStatus status, Optional<Instant> seen) {
    this(region, status, seen, Optional.empty());
  }
}
