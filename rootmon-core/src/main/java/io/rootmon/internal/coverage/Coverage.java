package io.rootmon.internal.coverage;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.internal.coverage.AccountCoverage.RegionCoverage;
import io.rootmon.internal.coverage.StackSets.DriftedStack;
import io.rootmon.internal.organization.AccountList;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
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
 * @param roster the list of accounts that was used, with its age
 * @param accounts the most severe first, then by id
 */
public record Coverage(Instant at, AccountList roster, List<AccountCoverage> accounts) {
  /** Enough time for a StackSet to deploy to a new account. */
  static final Duration GRACE = Duration.ofDays(1);

  public Coverage {
    accounts = List.copyOf(accounts);
  }

  /**
   * Compares the heartbeats with the accounts and regions that must send them.
   *
   * @param lastHeartbeats the last heartbeats of each account, by region
   */
  static Coverage of(
      AccountList roster,
      Map<AccountId, Map<String, Instant>> lastHeartbeats,
      Map<String, DriftedStack> drifted,
      CoverageSettings settings,
      AccountDirectory names,
      Instant at) {
    List<AccountCoverage> accounts = new ArrayList<>();
    for (OrganizationAccount member : roster.members()) {
      Map<String, Instant> regions = lastHeartbeats.getOrDefault(member.id(), Map.of());
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
                  .orElse(CoverageStatus.MONITORED),
              places));
    }
    accounts.sort(
        Comparator.comparing(AccountCoverage::status)
            .reversed()
            .thenComparing(AccountCoverage::id));
    return new Coverage(at, roster, accounts);
  }

  /** Combines both checks: missing heartbeats are worse than a changed stack. */
  private static CoverageStatus withDrift(CoverageStatus status, Optional<DriftedStack> drift) {
    if (status != CoverageStatus.MONITORED || drift.isEmpty()) {
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
      return CoverageStatus.EXCLUDED;
    }
    if (!member.isActive()) {
      return CoverageStatus.SUSPENDED;
    }
    if (seen.isPresent()) {
      boolean inTime = Duration.between(seen.get(), at).compareTo(settings.silentAfter()) <= 0;
      return inTime ? CoverageStatus.MONITORED : CoverageStatus.SILENT;
    }
    boolean isNew = member.joined().filter(it -> it.plus(GRACE).isAfter(at)).isPresent();
    return isNew ? CoverageStatus.NEW : CoverageStatus.MISSING;
  }

  /** Returns the number of account-regions in which root activity would not be detected. */
  public long gapCount() {
    return accounts.stream().mapToLong(it -> it.gaps().size()).sum();
  }

  public long monitored() {
    return accounts.stream().mapToLong(it -> it.monitored().size()).sum();
  }

  /** Returns the number of account-regions that must send heartbeats, including new ones. */
  public long expected() {
    return accounts.stream().mapToLong(it -> it.expected().size()).sum();
  }

  /**
   * Returns the number of account-regions whose stack differs from its template, with or without
   * heartbeats.
   */
  public long drifted() {
    return accounts.stream()
        .flatMap(it -> it.expected().stream())
        .filter(it -> it.drift().isPresent())
        .count();
  }

  /** Returns the accounts with their names from the list. */
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
   * Returns the accounts that must be monitored; empty if the list of accounts could not be read.
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

  /** Returns all accounts of the organization; empty if the list could not be read. */
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

  /** Returns the accounts that have gaps. */
  public List<AccountCoverage> withGaps() {
    return accounts.stream().filter(it -> !it.gaps().isEmpty()).toList();
  }
}
