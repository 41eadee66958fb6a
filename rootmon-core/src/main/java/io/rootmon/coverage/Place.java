package io.rootmon.coverage;

import java.time.Instant;
import java.util.Optional;

/**
 * A region of an account.
 *
 * @param seen when it was heard last
 * @param drift how its stack differs from the template; empty if it does not, or is not checked
 */
public record Place(
    String region, Status status, Optional<Instant> seen, Optional<DriftedStack> drift) {
  public Place(String region, Status status, Optional<Instant> seen) {
    this(region, status, seen, Optional.empty());
  }
}
