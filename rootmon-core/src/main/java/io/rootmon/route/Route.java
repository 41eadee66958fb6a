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
 * Tells channels of the findings that fit.
 *
 * <p>Which accounts it concerns, accounts and units say together; where both are empty, it concerns
 * every account, those that will join too. An account whose unit is not known may be in any.
 *
 * @param accounts by their numbers
 * @param units with all that lies below them
 * @param minimum the least severe that is told
 * @param kinds empty for every kind
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
      throw new IllegalArgumentException("channels: expected at least one but was none");
    }
  }

  /** One that names no units. */
  public Route(
      Set<AccountId> accounts, Severity minimum, Set<ActivityKind> kinds, Set<String> channels) {
    this(accounts, Set.of(), minimum, kinds, channels);
  }

  public boolean matchesEveryAccount() {
    return accounts.isEmpty() && units.isEmpty();
  }

  /** Returns whether the route applies. A value that is not known may be any: it fits. */
  boolean fits(RoutingKey key) {
    boolean ofAccount = key.accountId().isEmpty() || concernsAccountOf(key);
    return ofAccount
        && key.kind().map(it -> matches(it) && key.severity().isAtLeast(minimum)).orElse(true);
  }

  /**
   * Returns whether the route applies to an alert about the monitoring itself. Its severity is
   * known, and without an account it is about no account of a route.
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

  /** Whether it concerns that account wherever in the organization it is. */
  boolean matches(AccountId account) {
    return matchesEveryAccount() || accounts.contains(account);
  }

  /** Whether it concerns every account of the unit. */
  boolean matches(OrganizationalUnit unit) {
    return matchesEveryAccount() || units.stream().anyMatch(it -> it.contains(unit));
  }

  boolean matches(ActivityKind kind) {
    return kinds.isEmpty() || kinds.contains(kind);
  }

  /** Whether any finding of the kind can be as severe as this route wants. */
  boolean reaches(ActivityKind kind) {
    return matches(kind) && StandardRules.worst(kind).isAtLeast(minimum);
  }

  boolean reachesAny() {
    return Arrays.stream(ActivityKind.values()).anyMatch(this::reaches);
  }
}
