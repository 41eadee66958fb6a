package io.rootmon.coverage;

import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is watched and who is not, at one time.
 *
 * @param roster the list of accounts that was gone by, and how old it is
 * @param accounts the most alarming first, then by number
 */
public record Coverage(Instant at, Listing roster, List<AccountCoverage> accounts) {
  /** Time enough for a StackSet to deploy to an account that joined. */
  static final Duration GRACE = Duration.ofDays(1);

  public Coverage {
    accounts = List.copyOf(accounts);
  }

  /**
   * Compares who was heard with who should be.
   *
   * @param heard when each account was heard last, by region
   */
  static Coverage of(
      Listing roster,
      Map<AccountId, Map<String, Instant>> heard,
      CoverageSettings settings,
      AccountDirectory names,
      Instant at) {
    List<AccountCoverage> accounts = new ArrayList<>();
    for (Member member : roster.members()) {
      Map<String, Instant> regions = heard.getOrDefault(member.id(), Map.of());
      List<Place> places = new ArrayList<>();
      for (String region : settings.regions()) {
        Optional<Instant> seen = Optional.ofNullable(regions.get(region));
        places.add(new Place(region, status(member, seen, settings, at), seen));
      }
      accounts.add(
          new AccountCoverage(
              member.id(),
              names.find(member.id()).name().orElse(member.name()),
              member.isManagement(),
              places.stream().map(Place::status).max(Status::compareTo).orElse(Status.WATCHED),
              places));
    }
    accounts.sort(
        Comparator.comparing(AccountCoverage::status)
            .reversed()
            .thenComparing(AccountCoverage::id));
    return new Coverage(at, roster, accounts);
  }

  private static Status status(
      Member member, Optional<Instant> seen, CoverageSettings settings, Instant at) {
    if (settings.leaveOut().contains(member.id())) {
      return Status.LEFT_OUT;
    }
    if (!member.isActive()) {
      return Status.SUSPENDED;
    }
    if (seen.isPresent()) {
      boolean inTime = Duration.between(seen.get(), at).compareTo(settings.silentAfter()) <= 0;
      return inTime ? Status.WATCHED : Status.SILENT;
    }
    boolean isNew = member.joined().filter(it -> it.plus(GRACE).isAfter(at)).isPresent();
    return isNew ? Status.NEW : Status.MISSING;
  }

  /** The places where root could act unseen. */
  public long unwatched() {
    return accounts.stream().mapToLong(it -> it.gaps().size()).sum();
  }

  public long watched() {
    return accounts.stream().mapToLong(it -> it.with(Status.WATCHED).size()).sum();
  }

  /** When any place was heard last; empty if none ever was. */
  public Optional<Instant> seen() {
    return accounts.stream().flatMap(it -> it.seen().stream()).max(Instant::compareTo);
  }

  /** Those that have gaps. */
  public List<AccountCoverage> withGaps() {
    return accounts.stream().filter(it -> !it.gaps().isEmpty()).toList();
  }
}
