package io.rootmon.route;

import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.detect.ActivityKind;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Selects the channels of findings.
 *
 * <p>A route matches an account if it is in {@code accounts} or in one of {@code units}. If both
 * are empty, the route matches every account, including future ones. An account whose unit is
 * unknown matches every unit.
 *
 * @param accounts account ids
 * @param units organizational units, including those below them
 * @param minimum the lowest severity that the route matches
 * @param kinds the kinds; empty for every kind
 */
public record Route(
    Set<AccountId> accounts,
    Set<OrganizationalUnit> units,
    Severity minimum,
    Set<ActivityKind> kinds,
    Set<String> channels) {
  public Route {
    accounts = Set.copyOf(accounts);
    units = Set.copyOf(units);
    kinds = Set.copyOf(kinds);
    channels = Collections.unmodifiableSet(new LinkedHashSet<>(channels));
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("channels: must name at least one channel");
    }
  }

  /** Creates a route without units. */
  public Route(
      Set<AccountId> accounts, Severity minimum, Set<ActivityKind> kinds, Set<String> channels) {
    this(accounts, Set.of(), minimum, kinds, channels);
  }

  /** Returns whether the route has no accounts and no units, and so matches every account. */
  public boolean matchesEveryAccount() {
    return accounts.isEmpty() && units.isEmpty();
  }

  /** Returns whether the route matches. An unknown value matches. */
  boolean fits(RoutingKey key) {
    boolean ofAccount = key.accountId().isEmpty() || concernsAccountOf(key);
    return ofAccount
        && key.kind().map(it -> matches(it) && key.severity().isAtLeast(minimum)).orElse(true);
  }

  /**
   * Returns whether the route matches an alert about the monitoring setup. Its severity is known,
   * and an alert without an account does not match a route with accounts.
   */
  boolean fitsMonitoring(RoutingKey key) {
    boolean ofAccount =
        matchesEveryAccount() || (key.accountId().isPresent() && concernsAccountOf(key));
    return ofAccount && matches(ActivityKind.TAMPERING) && key.severity().isAtLeast(minimum);
  }

  private boolean concernsAccountOf(RoutingKey key) {
    return key.accountId().filter(this::matches).isPresent()
        || key.unit().map(this::matches).orElse(!units.isEmpty());
  }

  /** Returns whether the route matches this account in any unit. */
  boolean matches(AccountId account) {
    return matchesEveryAccount() || accounts.contains(account);
  }

  /** Returns whether the route matches every account of the unit. */
  boolean matches(OrganizationalUnit unit) {
    return matchesEveryAccount() || units.stream().anyMatch(it -> it.contains(unit));
  }

  boolean matches(ActivityKind kind) {
    return kinds.isEmpty() || kinds.contains(kind);
  }

  /** Returns whether a finding of this kind can have the minimum severity of the route. */
  boolean reaches(ActivityKind kind) {
    return matches(kind) && StandardRules.worst(kind).isAtLeast(minimum);
  }

  boolean reachesAny() {
    return Arrays.stream(ActivityKind.values()).anyMatch(this::reaches);
  }
}
