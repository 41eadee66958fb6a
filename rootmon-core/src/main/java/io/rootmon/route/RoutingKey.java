package io.rootmon.route;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.detect.ActivityKind;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.util.Optional;

/**
 * The values that a route matches.
 *
 * @param accountId empty if the account is unknown
 * @param unit the organizational unit of the account; empty if it is unknown
 * @param kind empty for an alert without a finding, such as about a record that cannot be parsed
 */
public record RoutingKey(
    Optional<AccountId> accountId,
    Optional<OrganizationalUnit> unit,
    Optional<ActivityKind> kind,
    Severity severity) {
  /** Returns the key of a finding with this severity, in the account that it concerns. */
  public static RoutingKey of(Account account, Finding finding, Severity severity) {
    return new RoutingKey(
        account.id(), account.unit(), Optional.of(finding.activity().kind()), severity);
  }

  /** Returns the key of an alert without a finding. */
  public static RoutingKey of(Account account, Severity severity) {
    return new RoutingKey(account.id(), account.unit(), Optional.empty(), severity);
  }
}
