package io.rootmon.coverage;

import io.rootmon.account.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one account is watched.
 *
 * @param name as a person knows it; empty if unknown
 * @param isManagement whether it is the management account, which a StackSet does not reach
 * @param places the configured regions, in their order
 */
public record AccountCoverage(
    AccountId id, String name, boolean isManagement, Status status, List<Place> places) {
  public AccountCoverage {
    places = List.copyOf(places);
  }

  public List<Place> with(Status wanted) {
    return places.stream().filter(it -> it.status() == wanted).toList();
  }

  /** The places from which heartbeats arrive in time. */
  public List<Place> heard() {
    return places.stream().filter(it -> it.status().isHeard()).toList();
  }

  /** The places that should send heartbeats. */
  public List<Place> expected() {
    return places.stream()
        .filter(it -> it.status() != Status.SUSPENDED && it.status() != Status.LEFT_OUT)
        .toList();
  }

  public List<Place> gaps() {
    return places.stream().filter(it -> it.status().isGap()).toList();
  }

  /** When any of its places was heard last. */
  public Optional<Instant> seen() {
    return places.stream().flatMap(it -> it.seen().stream()).max(Instant::compareTo);
  }
}
