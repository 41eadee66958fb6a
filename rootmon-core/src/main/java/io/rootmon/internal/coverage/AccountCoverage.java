package io.rootmon.internal.coverage;

import io.rootmon.account.AccountId;
import io.rootmon.internal.coverage.StackSets.DriftedStack;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The coverage of one account.
 *
 * @param name the name of the account; empty if unknown
 * @param isManagement whether it is the management account, which a StackSet cannot reach
 * @param places the configured regions, in their order
 */
public record AccountCoverage(
    AccountId id,
    String name,
    boolean isManagement,
    CoverageStatus status,
    List<RegionCoverage> places) {
  public AccountCoverage {
    places = List.copyOf(places);
  }

  public List<RegionCoverage> with(CoverageStatus wanted) {
    return places.stream().filter(it -> it.status() == wanted).toList();
  }

  /** Returns the regions from which heartbeats arrive in time. */
  public List<RegionCoverage> monitored() {
    return places.stream().filter(it -> it.status().isMonitored()).toList();
  }

  /** Returns the regions that must send heartbeats. */
  public List<RegionCoverage> expected() {
    return places.stream()
        .filter(
            it -> it.status() != CoverageStatus.SUSPENDED && it.status() != CoverageStatus.EXCLUDED)
        .toList();
  }

  public List<RegionCoverage> gaps() {
    return places.stream().filter(it -> it.status().isGap()).toList();
  }

  /** Returns the time of the last heartbeat of any region. */
  public Optional<Instant> seen() {
    return places.stream().flatMap(it -> it.seen().stream()).max(Instant::compareTo);
  }

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
}
