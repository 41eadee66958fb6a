package io.rootmon.coverage;

import java.time.Instant;
import java.util.Optional;

/**
 * A region of an account.
 *
 * @param seen the time of the last heartbeat
 * @param drift how its stack differs from the template; empty if it does not, or is not checked
 */
public record RegionCoverage(
    String region, CoverageStatus status, Optional<Instant> seen, Optional<DriftedStack> drift) {
  public RegionCoverage(String region, CoverageStatus status, Optional<Instant> seen) {
    this(region, status, seen, Optional.empty());
  }
}
