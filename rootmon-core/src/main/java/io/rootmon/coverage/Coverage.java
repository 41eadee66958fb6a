package io.rootmon.coverage;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.organization.AccountList;
import io.rootmon.organization.OrganizationAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The monitored accounts and regions, and the gaps, at one time.
 *
 * @param roster the list of accounts that was gone by, and how old it is
 * @param accounts the most alarming first, then by number
 */
public record Coverage(Instant at, AccountList roster, List<AccountCoverage> accounts) {
  /** Time enough for a StackSet to deploy to an account that joined. */
  static final Duration GRACE = Duration.ofDays(1);

  public Coverage {
    accounts = List.copyOf(accounts);
  }

  /**
   * Compares the heartbeats with the accounts and regions that must send them.
   *
   * @param heard the last heartbeats of each account, by region
   */
  static Coverage of(
      AccountList roster,
      Map<AccountId, Map<String, Instant>> heard,
      Map<String, DriftedStack> drifted,
      CoverageSettings settings,
      AccountDirectory names,
      Instant at) {
    List<AccountCoverage> accounts = new ArrayList<>();
    for (OrganizationAccount member : roster.members()) {
      Map<String, Instant> regions = heard.getOrDefault(member.id(), Map.of());
      List<RegionCoverage> places = new ArrayList<>();
      for (String region : settings.regions()) {
        Optional<Instant> seen = Optional.ofNullable(regions.get(region));
        Optional<DriftedStack> drift =
            Optional.ofNullable(drifted.get(DriftMonitor.key(member.id(), region)));
        CoverageStatus status = status(member, seen, settings, at);
        places.add(new RegionCoverage(region, withDrift(status, drift), seen, drift));
      }
      accounts.add(
          new AccountCoverage(
              member.id(),
              names.find(member.id()).name().orElse(member.name()),
              member.isManagement(),
              places.stream()
                  .map(RegionCoverage::status)
                  .max(CoverageStatus::compareTo)
                  .orElse(CoverageStatus.WATCHED),
              places));
    }
    accounts.sort(
        Comparator.comparing(AccountCoverage::status)
            .reversed()
            .thenComparing(AccountCoverage::id));
    return new Coverage(at, roster, accounts);
  }

  /** A place without heartbeats is worse than one whose stack was changed. */
  private static CoverageStatus withDrift(CoverageStatus status, Optional<DriftedStack> drift) {
    if (status != CoverageStatus.WATCHED || drift.isEmpty()) {
      return status;
    }
    return switch (drift.get().kind()) {
      case DRIFTED -> CoverageStatus.DRIFTED;
      case DELETED -> CoverageStatus.DELETED;
      case UNCHECKED -> status;
    };
  }

  private static CoverageStatus status(
      OrganizationAccount member, Optional<Instant> seen, CoverageSettings settings, Instant at) {
    if (settings.excludedAccounts().contains(member.id())) {
      return CoverageStatus.LEFT_OUT;
    }
    if (!member.isActive()) {
      return CoverageStatus.SUSPENDED;
    }
    if (seen.isPresent()) {
      boolean inTime = Duration.between(seen.get(), at).compareTo(settings.silentAfter()) <= 0;
      return inTime ? CoverageStatus.WATCHED : CoverageStatus.SILENT;
    }
    boolean isNew = member.joined().filter(it -> it.plus(GRACE).isAfter(at)).isPresent();
    return isNew ? CoverageStatus.NEW : CoverageStatus.MISSING;
  }

  /** The places where root could act unseen. */
  public long unwatched() {
    return accounts.stream().mapToLong(it -> it.gaps().size()).sum();
  }

  public long monitored() {
    return accounts.stream().mapToLong(it -> it.monitored().size()).sum();
  }

  /** The places that should send heartbeats: those that do, those that do not, and new ones. */
  public long expected() {
    return accounts.stream().mapToLong(it -> it.expected().size()).sum();
  }

  /** The places whose stack differs from its template, whether heartbeats arrive or not. */
  public long drifted() {
    return accounts.stream()
        .flatMap(it -> it.expected().stream())
        .filter(it -> it.drift().isPresent())
        .count();
  }

  /** The accounts by the names that are known here. */
  public AccountDirectory directory() {
    Map<AccountId, Account> named = new HashMap<>();
    for (AccountCoverage it : accounts) {
      named.put(
          it.id(),
          new Account(
              Optional.of(it.id()),
              Optional.of(it.name()).filter(name -> !name.isBlank()),
              Optional.empty()));
    }
    return AccountDirectory.of(named);
  }

  /**
   * Returns the accounts that must be monitored; empty if the list of accounts could not be read
   * now.
   */
  public Optional<Set<AccountId>> active() {
    if (roster.problem().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        accounts.stream()
            .filter(it -> !it.expected().isEmpty())
            .map(AccountCoverage::id)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** All accounts of the organization; empty if the list could not be read now. */
  public Optional<Set<AccountId>> members() {
    if (roster.problem().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        accounts.stream().map(AccountCoverage::id).collect(Collectors.toUnmodifiableSet()));
  }

  /** Returns the time of the last heartbeat of any account-region; empty if there was none. */
  public Optional<Instant> seen() {
    return accounts.stream().flatMap(it -> it.seen().stream()).max(Instant::compareTo);
  }

  /** Those that have gaps. */
  public List<AccountCoverage> withGaps() {
    return accounts.stream().filter(it -> !it.gaps().isEmpty()).toList();
  }
}
